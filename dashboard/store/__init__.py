"""Canonical rows become immutable generations of a history, and named queries read them."""
