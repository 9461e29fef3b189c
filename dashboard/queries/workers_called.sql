-- The workers that have this id, or had this name when they last ran, with that name.
SELECT worker_id, worker
FROM (SELECT worker_id, arg_max(worker, created_at) AS worker FROM history.runs GROUP BY worker_id)
WHERE worker_id = $called OR worker = $called
ORDER BY worker_id
