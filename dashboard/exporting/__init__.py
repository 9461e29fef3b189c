"""The chosen runs leave as a file that other programs open, and that loads again as it was."""
