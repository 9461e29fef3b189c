-- How many runs of each worker are chosen.
SELECT worker_id, count(*) AS runs FROM runs WHERE worker_id IS NOT NULL GROUP BY worker_id
ORDER BY worker_id
