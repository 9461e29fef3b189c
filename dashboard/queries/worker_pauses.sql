-- Of the named workers the longest time between two runs, of which the later one was created between
-- `before` and `ended`, in seconds; 0 without such.
WITH own AS (
    SELECT
        worker_id,
        created_at >= $before AS lately,
        epoch(created_at) - epoch(lag(created_at) OVER (
            PARTITION BY worker_id ORDER BY created_at
        )) AS pause
    FROM runs
    WHERE list_contains($worker_ids::VARCHAR[], worker_id)
        AND time_basis IS DISTINCT FROM 'import' AND created_at < $ended
)
SELECT worker_id, coalesce(max(pause) FILTER (lately), 0) AS pause
FROM own GROUP BY worker_id ORDER BY worker_id
