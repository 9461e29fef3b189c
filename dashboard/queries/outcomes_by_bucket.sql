-- Runs by outcome per hour, day or week of the workspace's zone; empty buckets are absent, and so are
-- runs without a time of their own; those at the time of their export count by the day and week alone.
SELECT
    bucket(created_at, $unit, $zone) AS bucket,
    instant(created_at, $unit, $zone) AS instant,
    outcome,
    many(n, true) AS runs
FROM run_counts
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY bucket, outcome
