"""What instructions ask for and a worker lacks, told from their words before any run fails."""
