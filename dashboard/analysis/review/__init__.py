"""The weekly review: what the data says of a week, as one list of findings to decide about."""
