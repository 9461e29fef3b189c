"""Which runs are meant: the one filter type, as a link writes it and as SQL."""
