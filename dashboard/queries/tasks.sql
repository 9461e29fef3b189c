-- One row a task of the chosen runs, never solved first: its workers, its runs, how they ended,
-- and how many are known to have created something.
-- The task and the order of its runs are those of the work (store/derived/retries.py), as for is_latest: a
-- retry belongs to the task that it tried again, and comes after that. Where it tried a run again
-- that names no task, that run with its retries is one, as in the headline numbers.
SELECT
    task_id,
    first_run,
    arg_max(task_title, place) AS title,
    list_sort(list(DISTINCT worker) FILTER (worker IS NOT NULL)) AS workers,
    count(*) AS runs,
    count(*) FILTER (wrote) AS wrote,
    count(*) FILTER (finished(outcome)) AS finished,
    count(*) FILTER (outcome = 'succeeded') AS solved,
    count(*) FILTER (outcome IN ('queued', 'pending', 'running', 'unknown')) AS not_ended,
    CASE WHEN NOT last_is_untold(time_basis, retried, at_last) THEN arg_max(outcome, place) END AS last,
    arg_max(run_id, place) AS newest
FROM (
    SELECT *, at_last(tried, retried, (task_id, first_run)) AS at_last
    FROM (
        SELECT * REPLACE (work ->> 1 AS task_id),
            CASE WHEN work ->> 1 IS NULL THEN work ->> 0 END AS first_run,
            place(tried, outcome, run_id) AS place,
            created(runs) = 'created' AS wrote
        FROM runs WHERE work IS NOT NULL
    )
)
GROUP BY task_id, first_run
ORDER BY
    finished = 0, solved / greatest(finished, 1), solved = 0 AND not_ended > 0, finished DESC,
    task_id, first_run
