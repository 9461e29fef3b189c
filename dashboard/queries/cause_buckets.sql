-- Failed runs per cause and hour, day or week of the workspace's zone.
SELECT cause, date_trunc($unit, created_at AT TIME ZONE $zone) AS bucket, count(*) AS runs
FROM failures
GROUP BY ALL
ORDER BY cause, bucket
