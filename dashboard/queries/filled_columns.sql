-- How many of the chosen runs have a value, per column, and a time of their own; a run that failed has
-- a cause and an origin, a bad one has the origin that somebody wrote.
SELECT count(COLUMNS(* EXCLUDE created_at)),
    count(*) FILTER (time_basis = 'export') AS created_at,
    count(*) FILTER (outcome = 'failed') AS cause,
    count(*) FILTER (outcome = 'failed' OR outcome = 'bad' AND attributed_to IS NOT NULL) AS origin
FROM runs
