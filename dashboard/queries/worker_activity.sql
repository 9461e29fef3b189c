-- When each worker ran, up to the end of the reviewed window; place as in cause_weeks.sql. pause: the
-- longest time between two runs of those after `before`, in seconds.
WITH own AS (
    SELECT
        worker_id,
        worker,
        created_at,
        outcome,
        len(list_filter($edges, lambda edge: created_at < edge)) AS place,
        CASE WHEN created_at >= $before THEN epoch(created_at) - epoch(lag(created_at) OVER (
            PARTITION BY worker_id ORDER BY created_at, run_id
        )) END AS pause
    FROM runs
    WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
        AND created_at < $edges[1]
)
SELECT
    worker_id,
    arg_max(worker, created_at) AS worker,
    count(*) FILTER (place = 1) AS runs,
    count(*) FILTER (place = 1 AND finished(outcome)) AS finished,
    count(*) FILTER (place = 1 AND outcome = 'failed') AS failed,
    [count(*) FILTER (place = 2), count(*) FILTER (place = 3),
        count(*) FILTER (place = 4), count(*) FILTER (place = 5)] AS weeks,
    min(created_at) AS first,
    max(created_at) AS last,
    coalesce(max(pause), 0) AS pause
FROM own
GROUP BY worker_id
ORDER BY worker_id
