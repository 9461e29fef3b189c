"""Rows of the history become typed answers, each with how sure it is."""
