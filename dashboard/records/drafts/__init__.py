"""A mapping for a file of which no format is known: what its columns hold, and what they may be."""
