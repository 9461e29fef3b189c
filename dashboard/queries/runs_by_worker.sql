-- How many runs of each worker are chosen.
SELECT worker_id, sum(n)::BIGINT AS runs FROM run_counts WHERE worker_id IS NOT NULL
GROUP BY worker_id ORDER BY worker_id
