-- What the log of changes calls workers of which the history has no run, with how many changes.
SELECT worker_id AS worker, count(*) AS changes
FROM changes ANTI JOIN history.runs USING (worker_id)
GROUP BY worker_id ORDER BY worker_id
