-- Per worker and check the runs whose output it calls suspect, before, in and after the reviewed
-- window; place as in cause_weeks.sql.
WITH flagged AS (
    SELECT
        worker_id,
        worker,
        created_at,
        unnest(string_split(checks, ' ')) AS "check",
        len(list_filter($edges, lambda edge: created_at < edge)) AS place
    FROM runs
    WHERE checks <> '' AND worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
)
SELECT worker_id, "check", place, arg_max(worker, created_at) AS worker, count(*) AS runs
FROM flagged
GROUP BY ALL
ORDER BY ALL
