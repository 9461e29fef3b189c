-- Failed runs per cause and hour, day or week of the workspace's zone. Which runs are in none: see
-- outcomes_by_bucket.sql.
SELECT
    cause,
    bucket(created_at, $unit, $zone) AS bucket,
    instant(created_at, $unit, $zone) AS instant,
    many(n, true) AS runs
FROM kind_counts
WHERE outcome = 'failed' AND time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY cause, bucket
