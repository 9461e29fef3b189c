-- Per worker and local day the finished runs of the reviewed window (place 1) and of the weeks before
-- it (place 2), and those of them that failed.
SELECT
    worker_id,
    CASE WHEN created_at >= $since THEN 1 ELSE 2 END AS place,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    many(n, outcome = 'failed') AS s,
    many(n, true) AS n
FROM run_counts
WHERE finished(outcome) AND worker_id IS NOT NULL
    AND created_at >= $before AND created_at < $until
    AND time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY ALL
