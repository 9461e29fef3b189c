-- Workers of whom only rejected rows tell, since an import, most runs first. A row whose id or status
-- can't be read may be no row at all, but a piece of a text, and names nobody.
SELECT any_value(worker) AS worker, count(DISTINCT run_id) AS runs
FROM history.rejects r
WHERE worker_id IS NOT NULL AND run_id IS NOT NULL AND status NOT IN ('unknown', 'unread') AND import_id >= $since
    AND NOT EXISTS (SELECT 1 FROM history.runs h WHERE h.worker_id = r.worker_id)
    AND NOT EXISTS (SELECT 1 FROM history.runs h WHERE h.worker = r.worker)
    AND NOT EXISTS (SELECT 1 FROM history.runs h WHERE h.run_id = r.run_id)
GROUP BY worker_id
ORDER BY runs DESC, worker
