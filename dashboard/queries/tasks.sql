-- Tasks of the chosen runs, never solved first: its workers, each as it was called last, its runs, how
-- they ended, and how many are known to have created something; so many of them after the first ones,
-- up_to in all. Tasks that all their runs solved are among them if $always. Of all rows of a task in
-- tries, one at least is chosen.
-- The task and the order of its runs are those of the work (store/derived/retries.py), as for is_latest: a
-- retry belongs to the task that it tried again, and comes after that. Where it tried a run again
-- that names no task, that run with its retries is one, as in the headline numbers. A run that is
-- alone (store/derived/gathered.py) is its task's only one.
WITH several AS MATERIALIZED (
    SELECT task, runs, finished, solved, not_ended
    FROM counted_tasks WHERE $always OR runs > solved ORDER BY place, task LIMIT $up_to
),
-- Tasks that their only run solved, if they can be shown: not behind as many others already.
once AS (
    SELECT at_row FROM solved_once WHERE outcome IN (
        SELECT 'succeeded' FROM several
        HAVING $always AND ($up_to IS NULL OR $up_to > count(*) FILTER (
            worse(finished, solved, not_ended) < worse(1, 1, 0)
        ))
    )
    ORDER BY task LIMIT $up_to
),
-- What is read of every run should be short: which runs these are is looked up first.
theirs AS MATERIALIZED (
    SELECT at_row, several.* EXCLUDE (task) FROM task_rows JOIN several USING (task)
),
told AS (
    SELECT
        any_value(of_task) AS task_id,
        any_value(first_run) AS first_run,
        arg_max(task_title, place) AS title,
        list_sort(list(DISTINCT called) FILTER (called IS NOT NULL)) AS workers,
        CASE WHEN count(DISTINCT worker_id) = 1 THEN any_value(worker_id) END AS worker_id,
        any_value(runs)::BIGINT AS runs,
        count(*) FILTER (wrote) AS wrote,
        any_value(finished)::BIGINT AS finished,
        any_value(solved)::BIGINT AS solved,
        any_value(not_ended)::BIGINT AS not_ended,
        CASE WHEN NOT last_is_untold(time_basis, retried, at_last) THEN arg_max(outcome, place) END AS last,
        arg_max(run_id, place) AS newest
    FROM (
        SELECT
            tries.*, runs, finished, solved, not_ended,
            place(tried, outcome, run_id) AS place,
            at_last(tried, retried, task) AS at_last,
            arg_max(worker, (tried, worker)) OVER (PARTITION BY task, worker_id) AS called
        FROM tries JOIN theirs USING (at_row)
    ) placed
    GROUP BY task
    UNION ALL
    SELECT
        of_task, first_run, task_title, CASE WHEN worker IS NOT NULL THEN [worker] END, worker_id,
        1, wrote::BIGINT, 1, 1, 0, outcome, run_id
    FROM solved_once JOIN once USING (at_row)
)
SELECT * FROM told
ORDER BY worse(finished, solved, not_ended), task_id, first_run
LIMIT $shown OFFSET $before
