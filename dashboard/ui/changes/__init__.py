"""Pieces of the page Changes."""
