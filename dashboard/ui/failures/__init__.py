"""Pieces of the page Failures."""
