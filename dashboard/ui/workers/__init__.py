"""Pieces of the page of a worker."""
