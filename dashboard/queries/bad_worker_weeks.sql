-- Per worker the completed runs that were judged, and those of them that were judged bad, before,
-- in and after the reviewed window; place as in cause_weeks.sql.
SELECT
    coalesce(worker_id, '') AS worker_id,
    CASE WHEN time_basis = 'import' THEN 0
        ELSE len(list_filter($edges, lambda edge: created_at < edge)) END AS place,
    newest_of(worker, last) AS worker,
    many(n, true) AS judged,
    many(n, outcome = 'bad') AS bad,
    distinct_of(work, n, alike, outcome = 'bad') AS tasks
FROM run_counts
WHERE completed(outcome) AND judged IS NOT NULL
GROUP BY ALL
ORDER BY ALL
