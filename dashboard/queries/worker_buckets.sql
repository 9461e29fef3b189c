-- Succeeded and finished runs per worker and bucket, for sparklines. Which runs are in none: see
-- outcomes_by_bucket.sql.
SELECT
    worker_id,
    bucket(created_at, $unit, $zone) AS bucket,
    instant(created_at, $unit, $zone) AS instant,
    many(n, outcome = 'succeeded') AS succeeded,
    many(n, finished(outcome)) AS finished
FROM run_counts
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY worker_id, bucket
