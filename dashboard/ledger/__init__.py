"""What people decided and recorded: append-only, apart from the history, and never lost with it."""
