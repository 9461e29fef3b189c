"""A history as readers see it: one generation, opened, with all that holds for it."""
