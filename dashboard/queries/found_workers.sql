-- The workers that hold the words that are looked for, in their ids or their names.
SELECT
    worker_id AS id, newest_of(worker, created_at) AS name, NULL AS url,
    count(*) AS runs, arg_max(run_id, (created_at, run_id)) AS newest_run, min(rank) AS rank,
    count(*) OVER () AS things
FROM found
GROUP BY worker_id
ORDER BY rank, runs DESC, worker_id
LIMIT $shown
