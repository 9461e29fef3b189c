-- Succeeded and finished runs per worker and bucket, for sparklines. Which runs are in none: see
-- outcomes_by_bucket.sql.
SELECT
    worker_id,
    bucket(created_at, $unit, $zone) AS bucket,
    instant(created_at, $unit, $zone) AS instant,
    count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (finished(outcome)) AS finished
FROM runs
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY worker_id, bucket
