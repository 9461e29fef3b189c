-- Finished runs before, in and after the reviewed window; place as in cause_weeks.sql.
SELECT len(list_filter($edges, lambda edge: created_at < edge)) AS place, many(n, true) AS runs
FROM run_counts
WHERE finished(outcome) AND time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
