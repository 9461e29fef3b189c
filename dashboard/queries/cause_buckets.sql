-- Failed runs per cause and hour, day or week of the workspace's zone. Which runs are in none: see
-- outcomes_by_bucket.sql.
SELECT
    cause,
    bucket(created_at, $unit, $zone) AS bucket,
    instant(created_at, $unit, $zone) AS instant,
    count(*) AS runs
FROM failures
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY cause, bucket
