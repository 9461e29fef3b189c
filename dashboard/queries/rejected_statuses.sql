-- Runs that only rejected rows tell of, by status: a run that another row brought is not lost.
SELECT status, count(DISTINCT coalesce(run_id, import_id || ' ' || file || ' ' || line)) AS runs
FROM history.rejects r
WHERE status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM history.runs h WHERE h.run_id = r.run_id)
GROUP BY status
