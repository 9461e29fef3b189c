-- Finished and failed runs per worker and week: place is how many of the edges (newest first) lie
-- after the run; those before the last edge are left out.
SELECT
    worker_id,
    newest_of(worker, last) AS worker,
    len(list_filter($edges, lambda edge: created_at < edge)) AS place,
    many(n, finished(outcome)) AS finished,
    many(n, outcome = 'failed') AS failed
FROM run_counts
WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
    AND created_at < $edges[1] AND created_at >= $edges[-1]
GROUP BY ALL
ORDER BY worker_id, place
