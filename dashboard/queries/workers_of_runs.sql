-- The workers that the chosen runs belong to.
SELECT DISTINCT worker_id FROM run_counts WHERE worker_id IS NOT NULL ORDER BY worker_id
