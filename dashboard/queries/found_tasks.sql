-- The tasks that hold the words that are looked for, by their newest run; a title alone is of its run.
SELECT
    task_id AS id, newest_of(task_title, created_at) AS name, newest_of(task_url, created_at) AS url,
    count(*) AS runs, arg_max(run_id, (created_at, run_id)) AS newest_run, min(rank) AS rank,
    count(*) OVER () AS things
FROM found
GROUP BY task_id, CASE WHEN task_id IS NULL THEN task_title END
ORDER BY rank, runs DESC, max(created_at) DESC, newest_run
LIMIT $shown
