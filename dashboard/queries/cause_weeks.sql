-- Runs of each cause before, in and after the reviewed window: place is how many of the edges
-- (newest first) lie after the run.
SELECT
    cause,
    len(list_filter($edges, lambda edge: created_at < edge)) AS place,
    count(*) AS runs,
    count(DISTINCT (worker_id, coalesce(task_id, run_id))) AS tasks,
    min(created_at) AS first,
    max(created_at) AS last
FROM failures
GROUP BY ALL
