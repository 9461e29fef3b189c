-- Changes of the workers that the chosen runs belong to, oldest first.
SELECT c.worker_id, names.worker, c.changed_at, c.what, c.old, c.new, c.author, c.note, c.origin
FROM history.changes c
JOIN (
    SELECT worker_id, arg_max(worker, created_at) AS worker FROM runs GROUP BY worker_id
) names ON names.worker_id = c.worker_id
ORDER BY c.changed_at, c.worker_id, c.what
