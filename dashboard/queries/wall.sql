-- Finished and failed runs per worker and week: place is how many of the edges (newest first) lie
-- after the run; those before the last edge are left out.
SELECT
    worker_id,
    arg_max(worker, created_at) AS worker,
    len(list_filter($edges, lambda edge: created_at < edge)) AS place,
    count(*) FILTER (finished(outcome)) AS finished,
    count(*) FILTER (outcome = 'failed') AS failed
FROM runs
WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
    AND created_at < $edges[1] AND created_at >= $edges[len($edges)]
GROUP BY ALL
ORDER BY worker_id, place
