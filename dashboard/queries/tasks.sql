-- Tasks of the chosen runs, never solved first: its workers, its runs, how they ended, and how many
-- are known to have created something; so many of them after the first ones. Of all rows of a task in
-- sides, one at least is in the set b.
-- The task and the order of its runs are those of the work (store/derived/retries.py), as for is_latest: a
-- retry belongs to the task that it tried again, and comes after that. Where it tried a run again
-- that names no task, that run with its retries is one, as in the headline numbers.
WITH held AS (
    SELECT * REPLACE (work ->> 1 AS task_id),
        CASE WHEN work ->> 1 IS NULL THEN work ->> 0 END AS first_run
    FROM sides WHERE work IS NOT NULL
),
listed AS (
    SELECT
        task_id,
        first_run,
        count(*) AS runs,
        count(*) FILTER (created(held) = 'created') AS wrote,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS solved,
        count(*) FILTER (outcome IN ('queued', 'pending', 'running', 'unknown')) AS not_ended
    FROM held
    GROUP BY task_id, first_run
    HAVING bool_or(in_b)
    ORDER BY
        finished = 0, solved / greatest(finished, 1), solved = 0 AND not_ended > 0, finished DESC,
        task_id, first_run
    LIMIT $shown OFFSET $before
),
told AS (
    SELECT
        task_id,
        first_run,
        arg_max(task_title, place) AS title,
        list_sort(list(DISTINCT worker) FILTER (worker IS NOT NULL)) AS workers,
        CASE WHEN NOT last_is_untold(time_basis, retried, at_last) THEN arg_max(outcome, place) END AS last,
        arg_max(run_id, place) AS newest
    FROM (
        SELECT held.*,
            place(tried, outcome, run_id) AS place,
            at_last(tried, retried, (held.task_id, held.first_run)) AS at_last
        FROM held JOIN listed
            ON held.task_id IS NOT DISTINCT FROM listed.task_id
            AND held.first_run IS NOT DISTINCT FROM listed.first_run
    )
    GROUP BY task_id, first_run
)
SELECT
    listed.task_id,
    listed.first_run,
    title,
    workers,
    runs,
    wrote,
    finished,
    solved,
    not_ended,
    last,
    newest
FROM listed JOIN told
    ON told.task_id IS NOT DISTINCT FROM listed.task_id
    AND told.first_run IS NOT DISTINCT FROM listed.first_run
ORDER BY
    finished = 0, solved / greatest(finished, 1), solved = 0 AND not_ended > 0, finished DESC,
    listed.task_id, listed.first_run
