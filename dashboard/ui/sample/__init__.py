"""The random sample: a line on Review, a list, and the way from run to run."""
