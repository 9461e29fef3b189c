-- Runs of each cause and worker before, in and after the reviewed window; place as in
-- cause_weeks.sql. worker_id is '' where a run names none.
SELECT
    cause,
    coalesce(worker_id, '') AS worker_id,
    CASE WHEN time_basis = 'import' THEN 0
        ELSE len(list_filter($edges, lambda edge: created_at < edge)) END AS place,
    many(n, true) AS runs
FROM kind_counts
WHERE outcome = 'failed'
GROUP BY ALL
ORDER BY ALL
