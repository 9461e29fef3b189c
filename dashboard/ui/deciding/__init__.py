"""Deciding about a finding, wherever it is shown: the form, and what was decided before."""
