-- Runs of each cause before, in and after the reviewed window: place is how many of the edges
-- (newest first) lie after the run, 0 for a run without a time of its own. first, last: of those that
-- have one. unmended: some came after
-- a change of their worker that should have fixed their cause.
WITH mended AS (
    SELECT worker_id, cause, min(changed_at) AS changed_at
    FROM changes WHERE cause IS NOT NULL GROUP BY worker_id, cause
)
SELECT
    f.cause,
    CASE WHEN f.time_basis = 'import' THEN 0
        ELSE len(list_filter($edges, lambda edge: f.created_at < edge)) END AS place,
    many(n, true) AS runs,
    distinct_of(f.work, n, alike, true) AS tasks,
    min(f.created_at) FILTER (f.time_basis IS DISTINCT FROM 'import') AS first,
    max(f.last) FILTER (f.time_basis IS DISTINCT FROM 'import') AS last,
    coalesce(bool_or(f.last > m.changed_at), false) AS unmended
FROM kind_counts f LEFT JOIN mended m ON m.worker_id = f.worker_id AND m.cause = f.cause
WHERE f.outcome = 'failed'
GROUP BY ALL
