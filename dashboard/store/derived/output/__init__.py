"""What of the runs' outputs a reviewer should look at, worked out after every import."""
