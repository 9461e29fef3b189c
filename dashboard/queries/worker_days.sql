-- Finished runs per worker and local day, and those of them that succeeded; stamped: some stand at
-- the time of their export. Runs at that of their import are of no day.
SELECT
    worker_id,
    newest_of(worker, last) AS worker,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    many(n, outcome = 'succeeded') AS s,
    many(n, true) AS n,
    bool_or(time_basis = 'as_of') AS stamped
FROM run_counts
WHERE finished(outcome) AND worker_id IS NOT NULL
    AND time_basis IS DISTINCT FROM 'import'
GROUP BY worker_id, day
ORDER BY worker_id, day
