"""What instructions ask for in vain, or contradict, told from their words before any run fails."""
