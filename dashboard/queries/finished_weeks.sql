-- Finished runs before, in and after the reviewed window; place as in cause_weeks.sql.
SELECT
    CASE WHEN time_basis = 'import' THEN 0
        ELSE len(list_filter($edges, lambda edge: created_at < edge)) END AS place,
    many(n, true) AS runs
FROM run_counts
WHERE finished(outcome)
GROUP BY ALL
