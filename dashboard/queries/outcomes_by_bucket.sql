-- Runs by outcome per hour, day or week of the workspace's zone; empty buckets are
-- absent, and so are runs without a time of their own; those at the time of their export count by the
-- day and week alone. instant: when an hour began, which tells the two apart that a change of clocks
-- makes alike.
SELECT
    date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket,
    CASE WHEN $unit = 'hour' THEN created_at - (
        created_at AT TIME ZONE $zone - date_trunc('hour', created_at AT TIME ZONE $zone)
    ) END AS instant,
    outcome,
    count(*) AS runs
FROM runs
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY bucket, outcome
