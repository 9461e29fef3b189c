"""The next generation of a history: what imports and settings do to a copy of the current one."""
