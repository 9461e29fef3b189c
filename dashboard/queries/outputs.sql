-- How many of the chosen runs finished, and how many of all of them show what they wrote.
SELECT many(n, finished(outcome)) AS finished, coalesce(sum(written), 0)::BIGINT AS written
FROM run_counts
