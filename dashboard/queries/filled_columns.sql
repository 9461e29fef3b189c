-- How many of the chosen runs have a value, per column.
SELECT count(COLUMNS(*)) FROM runs
