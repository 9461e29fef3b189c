-- Per worker and kind of work the finished runs of the reviewed window (n1) and of the weeks before
-- it (n0), and those of them that failed (s1, s0).
SELECT
    worker_id,
    "trigger",
    record_type,
    many(n, created_at >= $since AND outcome = 'failed') AS s1,
    many(n, created_at >= $since) AS n1,
    many(n, created_at < $since AND outcome = 'failed') AS s0,
    many(n, created_at < $since) AS n0
FROM setup_counts
WHERE finished(outcome) AND worker_id IS NOT NULL
    AND created_at >= $before AND created_at < $until
    AND time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY ALL
