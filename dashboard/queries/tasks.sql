-- Tasks of the chosen runs, never solved first: its workers, its runs, how they ended, and how many
-- are known to have created something; so many of them after the first ones. Of all rows of a task in
-- sides, one at least is in the set b.
-- The task and the order of its runs are those of the work (store/derived/retries.py), as for is_latest: a
-- retry belongs to the task that it tried again, and comes after that. Where it tried a run again
-- that names no task, that run with its retries is one, as in the headline numbers. A run that is
-- alone (store/derived/gathered.py) is its task's only one.
WITH held AS MATERIALIZED (
    SELECT at_row, work, alone IS TRUE AS alone, outcome, in_b FROM sides WHERE work IS NOT NULL
),
-- How runs that are alone ended whose tasks can be shown: not behind as many others already.
shown AS (
    SELECT outcome FROM (
        SELECT *,
            sum(tasks) OVER (ORDER BY finished = 0, solved, not_ended, finished DESC)
                - sum(tasks) OVER (PARTITION BY finished, solved, not_ended) AS ahead
        FROM (
            SELECT outcome, finished(outcome)::BIGINT AS finished,
                (outcome = 'succeeded')::BIGINT AS solved, not_ended(outcome)::BIGINT AS not_ended,
                count(*) AS tasks
            FROM held WHERE alone AND in_b GROUP BY outcome
        )
    )
    WHERE $shown IS NULL OR ahead < $before + $shown
),
counted AS (
    SELECT
        task_of(work) AS task_id,
        first_run_of(work) AS first_run,
        list(work) AS works,
        sum(runs)::BIGINT AS runs,
        sum(finished)::BIGINT AS finished,
        sum(solved)::BIGINT AS solved,
        sum(not_ended)::BIGINT AS not_ended
    FROM (
        SELECT
            work,
            bool_or(in_b) AS in_b,
            count(*) AS runs,
            count(*) FILTER (finished(outcome)) AS finished,
            count(*) FILTER (outcome = 'succeeded') AS solved,
            count(*) FILTER (not_ended(outcome)) AS not_ended
        FROM held WHERE NOT alone GROUP BY work
    )
    GROUP BY task_of(work), first_run_of(work)
    HAVING bool_or(in_b)
    UNION ALL
    SELECT
        task_of(work), first_run_of(work), [work], 1, finished(outcome)::BIGINT,
        (outcome = 'succeeded')::BIGINT, not_ended(outcome)::BIGINT
    FROM held WHERE alone AND in_b AND outcome IN (FROM shown)
),
listed AS (
    SELECT *, row_number() OVER (ORDER BY
        finished = 0, solved / greatest(finished, 1), solved = 0 AND not_ended > 0, finished DESC,
        task_id, first_run
    ) AS number
    FROM (
        FROM counted
        ORDER BY
            finished = 0, solved / greatest(finished, 1), solved = 0 AND not_ended > 0,
            finished DESC, task_id, first_run
        LIMIT $shown OFFSET $before
    )
),
whole AS (
    SELECT at_row, number
    FROM held JOIN (SELECT number, unnest(works) AS work FROM listed) USING (work)
),
told AS (
    SELECT
        number,
        count(*) FILTER (created(placed) = 'created') AS wrote,
        arg_max(task_title, place) AS title,
        list_sort(list(DISTINCT worker) FILTER (worker IS NOT NULL)) AS workers,
        CASE WHEN count(DISTINCT worker_id) = 1 THEN any_value(worker_id) END AS worker_id,
        CASE WHEN NOT last_is_untold(time_basis, retried, at_last) THEN arg_max(outcome, place) END AS last,
        arg_max(run_id, place) AS newest
    FROM (
        SELECT sides.*, number,
            place(tried, outcome, run_id) AS place,
            at_last(tried, retried, number) AS at_last
        FROM sides JOIN whole USING (at_row)
    ) placed
    GROUP BY number
)
SELECT
    task_id,
    first_run,
    title,
    workers,
    worker_id,
    runs,
    wrote,
    finished,
    solved,
    not_ended,
    last,
    newest
FROM listed JOIN told USING (number)
ORDER BY number
