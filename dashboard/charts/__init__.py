"""Answers become Plotly figures in one style."""
