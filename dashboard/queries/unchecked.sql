-- The workers of the chosen runs of which a check says nothing, with its kind.
SELECT u.worker_id, newest_of(runs.worker, runs.created_at) AS worker, u.kind
FROM history.unchecked u JOIN runs ON runs.worker_id = u.worker_id
GROUP BY u.worker_id, u.kind ORDER BY u.kind, worker
