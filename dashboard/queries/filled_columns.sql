-- How many of the chosen runs have a value, per column; a run that failed has a cause.
SELECT count(COLUMNS(*)), count(*) FILTER (outcome = 'failed') AS cause FROM runs
