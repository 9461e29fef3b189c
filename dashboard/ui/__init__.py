"""The pieces that pages are drawn from; all that is imported passes through safe text."""
