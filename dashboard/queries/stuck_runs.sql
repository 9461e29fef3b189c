-- The chosen runs that had not ended by a time, per worker. unseen: of these, the newest export that
-- covers their time shows them no more.
SELECT
    coalesce(worker_id, '') AS worker_id,
    newest_of(worker, created_at) AS worker,
    count(*) AS runs,
    count(*) FILTER (coalesce(one.as_of, i.as_of) < $newest) AS unseen,
    min(created_at) AS oldest,
    max(coalesce(one.as_of, i.as_of)) AS seen_at
FROM open_or_bad one
LEFT JOIN history.imports i USING (import_id)
WHERE outcome IN ('queued', 'pending', 'running')
    AND time_basis IS DISTINCT FROM 'import'
    AND created_at < $before
GROUP BY ALL
ORDER BY worker_id
