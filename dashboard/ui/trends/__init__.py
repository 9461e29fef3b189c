"""Pieces of the page Trends."""
