-- The chosen runs that were created while their worker was not active, as the runs themselves say.
SELECT
    worker_id,
    any_value(worker) AS worker,
    lower(trim(worker_status)) AS status,
    count(*) AS runs,
    count(*) FILTER (outcome = 'failed') AS failed,
    min(created_at) AS first
FROM runs
WHERE lower(trim(worker_status)) IN ('paused', 'draft') AND worker_id IS NOT NULL
    AND time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY worker_id, status
