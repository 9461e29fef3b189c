-- Per worker and check the runs whose output it calls suspect, before, in and after the reviewed
-- window, and those of them of which customers see something; place as in cause_weeks.sql.
WITH flagged AS (
    SELECT
        worker_id,
        worker,
        last,
        n,
        customers = 'yes' AS customers,
        unnest(string_split(checks, ' ')) AS "check",
        CASE WHEN time_basis = 'import' THEN 0
            ELSE len(list_filter($edges, lambda edge: created_at < edge)) END AS place
    FROM seen_counts
    WHERE checks <> '' AND worker_id IS NOT NULL
)
SELECT worker_id, "check", place, newest_of(worker, last) AS worker,
    many(n, true) AS runs, many(n, customers) AS customers
FROM flagged
GROUP BY ALL
ORDER BY ALL
