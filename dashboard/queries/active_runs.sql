-- The chosen runs that had not ended at the data's own now.
SELECT
    count(*) FILTER (outcome = 'queued') AS queued,
    count(*) FILTER (outcome = 'pending') AS pending,
    count(*) FILTER (outcome = 'running') AS running,
    min(created_at) AS oldest
FROM runs WHERE outcome IN ('queued', 'pending', 'running')
