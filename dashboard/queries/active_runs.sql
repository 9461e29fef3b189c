-- The chosen runs that had not ended, and of when the newest export is that told of one of them.
SELECT
    count(*) FILTER (outcome = 'queued') AS queued,
    count(*) FILTER (outcome = 'pending') AS pending,
    count(*) FILTER (outcome = 'running') AS running,
    min(created_at) AS oldest,
    max(coalesce(one.as_of, i.as_of)) AS seen_at
FROM open_or_bad one
LEFT JOIN history.imports i USING (import_id)
WHERE outcome IN ('queued', 'pending', 'running')
