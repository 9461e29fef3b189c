-- Finished runs per worker before, in and after the reviewed window; place as in cause_weeks.sql.
SELECT
    coalesce(worker_id, '') AS worker_id,
    len(list_filter($edges, lambda edge: created_at < edge)) AS place,
    many(n, true) AS runs
FROM run_counts
WHERE finished(outcome) AND time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY ALL
