"""The making of the synthetic sample workspace."""
