-- How many of the chosen runs each check of outputs finds, by worker, with the newest of them.
WITH found AS (
    SELECT worker_id, worker, run_id, created_at, unnest(string_split(checks, ' ')) AS "check"
    FROM runs WHERE checks IS NOT NULL
)
SELECT
    "check", worker_id, arg_max(worker, created_at) AS worker, count(*) AS runs,
    arg_max(run_id, (created_at, run_id)) AS newest
FROM found GROUP BY "check", worker_id
ORDER BY "check", runs DESC, worker_id
