"""What the store works out about runs: changes, retries, kinds of work, kinds of errors."""
