-- Finished runs per worker and local day, and those of them that succeeded; stamped: some stand at
-- the time of their export. Runs at that of their import are of no day.
SELECT
    worker_id,
    arg_max(worker, created_at) AS worker,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    count(*) FILTER (outcome = 'succeeded') AS s,
    count(*) AS n,
    bool_or(time_basis = 'as_of') AS stamped
FROM runs
WHERE finished(outcome) AND worker_id IS NOT NULL
    AND time_basis IS DISTINCT FROM 'import'
GROUP BY worker_id, day
ORDER BY worker_id, day
