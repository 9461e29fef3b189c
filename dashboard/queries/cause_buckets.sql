-- Failed runs per cause and hour, day or week of the workspace's zone; runs without a time of
-- their own are in none.
SELECT cause, date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket, count(*) AS runs
FROM failures
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY cause, bucket
