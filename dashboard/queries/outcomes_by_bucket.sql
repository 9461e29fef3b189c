-- Runs by outcome per hour, day or week of the workspace's zone; empty buckets are
-- absent, and so are runs without a time of their own.
SELECT
    date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket,
    outcome,
    count(*) AS runs
FROM runs
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY bucket, outcome
