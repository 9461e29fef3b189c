-- How many runs are chosen.
SELECT count(*) AS runs FROM runs
