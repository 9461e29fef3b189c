"""Pieces of the page of a run."""
