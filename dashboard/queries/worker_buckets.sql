-- Succeeded and finished runs per worker and bucket, for sparklines. instant, and which runs are in
-- none: see outcomes_by_bucket.sql.
SELECT
    worker_id,
    date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket,
    CASE WHEN $unit = 'hour' THEN created_at - (
        created_at AT TIME ZONE $zone - date_trunc('hour', created_at AT TIME ZONE $zone)
    ) END AS instant,
    count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (outcome IN ('succeeded', 'bad', 'failed')) AS finished
FROM runs
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY worker_id, bucket
