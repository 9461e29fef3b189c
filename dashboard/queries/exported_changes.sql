-- The changes of the workers of the chosen runs that an export named; others are read from runs again.
SELECT
    worker_id, changed_at, what, old, new, author, note
FROM history.changes
WHERE origin = 'export' AND worker_id IN (SELECT worker_id FROM runs)
ORDER BY changed_at, worker_id, what
