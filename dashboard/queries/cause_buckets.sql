-- Failed runs per cause and hour, day or week of the workspace's zone. instant, and which runs are in
-- none: see outcomes_by_bucket.sql.
SELECT
    cause,
    date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket,
    CASE WHEN $unit = 'hour' THEN created_at - (
        created_at AT TIME ZONE $zone - date_trunc('hour', created_at AT TIME ZONE $zone)
    ) END AS instant,
    count(*) AS runs
FROM failures
WHERE time_basis IS DISTINCT FROM 'import'
    AND ($unit <> 'hour' OR time_basis IS DISTINCT FROM 'as_of')
GROUP BY ALL
ORDER BY cause, bucket
