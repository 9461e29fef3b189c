-- How many of the chosen runs each check of outputs finds, by worker, with the newest of them.
WITH found AS (
    SELECT worker_id, worker, n, last, newest, unnest(string_split(checks, ' ')) AS "check"
    FROM checked_counts WHERE checks IS NOT NULL
)
SELECT
    "check", worker_id, newest_of(worker, last) AS worker, many(n, true) AS runs,
    arg_max(newest, (last, newest)) AS newest
FROM found GROUP BY "check", worker_id
ORDER BY "check", runs DESC, worker_id
