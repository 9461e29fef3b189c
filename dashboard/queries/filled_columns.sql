-- How many of the chosen runs have a value, per column; a run that failed has a cause and an origin, a
-- bad one has the origin that somebody wrote.
SELECT count(COLUMNS(*)),
    count(*) FILTER (outcome = 'failed') AS cause,
    count(*) FILTER (outcome = 'failed' OR outcome = 'bad' AND attributed_to IS NOT NULL) AS origin
FROM runs
