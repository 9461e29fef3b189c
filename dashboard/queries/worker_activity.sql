-- When each worker ran, up to the end of the reviewed window; place as in cause_weeks.sql.
WITH own AS (
    SELECT *, len(list_filter($edges, lambda edge: created_at < edge)) AS place
    FROM run_counts
    WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
        AND created_at < $edges[1]
)
SELECT
    worker_id,
    newest_of(worker, last) AS worker,
    many(n, place = 1) AS runs,
    many(n, place = 1 AND finished(outcome)) AS finished,
    many(n, place = 1 AND outcome = 'failed') AS failed,
    [many(n, place = 2), many(n, place = 3), many(n, place = 4), many(n, place = 5)] AS weeks,
    min(created_at) AS first,
    max(last) AS last
FROM own
GROUP BY worker_id
ORDER BY worker_id
