"""The page Review: the week, the wall, the list, and one finding opened in it."""
