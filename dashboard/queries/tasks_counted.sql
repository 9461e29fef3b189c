-- How many tasks of the chosen runs (see tasks.sql) there are, by what decides their state; and those
-- that ran unusually often and are not solved, or on which several runs wrote, worst first: runs is at
-- least $again, and more than $times the usual number of runs of a task.
WITH held AS (
    SELECT * REPLACE (work ->> 1 AS task_id),
        CASE WHEN work ->> 1 IS NULL THEN work ->> 0 END AS first_run
    FROM sides WHERE work IS NOT NULL
),
task AS (
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
),
often AS (
    SELECT * FROM task
    WHERE runs >= greatest($again, $times * (SELECT median(runs) FROM task) + 1)
        AND (solved = 0 OR wrote > 1)
),
worst AS (
    SELECT * FROM often ORDER BY wrote DESC, runs DESC, task_id, first_run LIMIT $named
),
titled AS (
    SELECT
        worst.task_id,
        worst.first_run,
        any_value(worst.runs) AS runs,
        any_value(worst.wrote) AS wrote,
        arg_max(task_title, place(tried, outcome, run_id)) AS title
    FROM held JOIN worst
        ON held.task_id IS NOT DISTINCT FROM worst.task_id
        AND held.first_run IS NOT DISTINCT FROM worst.first_run
    GROUP BY worst.task_id, worst.first_run
)
SELECT
    (SELECT list(shape ORDER BY shape) FROM (
        SELECT {
            'ended': finished > 0,
            'some': solved > 0,
            'every': solved = finished,
            'open': not_ended > 0,
            'unnamed': task_id IS NULL,
            'tasks': count(*)
        } AS shape
        FROM task
        GROUP BY finished > 0, solved > 0, solved = finished, not_ended > 0, task_id IS NULL
    )) AS shapes,
    (SELECT list(titled ORDER BY wrote DESC, runs DESC, task_id, first_run) FROM titled) AS often,
    (SELECT count(*) FROM often) AS often_in_all
