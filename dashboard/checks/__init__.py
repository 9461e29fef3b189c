"""What in a run's output a reviewer should look at, told from its own text by plain rules."""
