-- Runs by outcome per hour, day or week of the workspace's zone; empty buckets are absent.
SELECT
    date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket,
    outcome,
    count(*) AS runs
FROM runs
GROUP BY ALL
ORDER BY bucket, outcome
