-- Failed runs around a change by cause and side.
SELECT w.place, f.cause, count(*) AS runs, arg_max(f.run_id, (f.created_at, f.run_id)) AS newest
FROM windowed w JOIN failures f USING (run_id)
WHERE w.place IN ('before', 'after')
GROUP BY ALL
ORDER BY ALL
