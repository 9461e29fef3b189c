-- How many tasks of the chosen runs (see tasks.sql) there are, by what decides their state; and those
-- that ran unusually often and are not solved, or on which several runs wrote, worst first: runs is at
-- least $again, and more than $times the usual number of runs of a task.
WITH task AS MATERIALIZED (
    SELECT
        task,
        list(at_row) AS places,
        1 AS alike,
        count(*) AS runs,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS solved,
        count(*) FILTER (not_ended(outcome)) AS not_ended,
        count(of_task) = 0 AS unnamed
    FROM tries GROUP BY task
    HAVING bool_or(chosen)
    UNION ALL  -- tasks that were solved by their only run, which did not run often and are named
    SELECT NULL, [], coalesce(sum(n), 0)::BIGINT, 1, 1, 1, 0, false
    FROM run_counts WHERE linked AND work IS NULL AND outcome = 'succeeded' HAVING count(*) > 0
),
sizes AS (
    SELECT runs, sum(sum(alike)) OVER (ORDER BY runs) AS up_to, sum(sum(alike)) OVER () AS tasks
    FROM task GROUP BY runs
),
usual AS (
    SELECT (
        min(runs) FILTER (up_to > (tasks - 1) // 2) + min(runs) FILTER (up_to > tasks // 2)
    ) / 2 AS median
    FROM sizes
),
many AS MATERIALIZED (
    SELECT * FROM task
    WHERE runs >= greatest($again::DOUBLE, $times * (SELECT median FROM usual) + 1)
),
often AS (
    SELECT
        any_value(of_task) AS task_id,
        any_value(first_run) AS first_run,
        any_value(runs) AS runs,
        count(*) FILTER (wrote) AS wrote,
        arg_max(task_title, place(tried, outcome, run_id)) AS title
    FROM tries JOIN (
        SELECT unnest(places) AS at_row, runs, solved FROM many
    ) USING (at_row)
    GROUP BY task
    HAVING any_value(solved) = 0 OR count(*) FILTER (wrote) > 1
),
worst AS (
    SELECT * FROM often ORDER BY wrote DESC, runs DESC, task_id, first_run LIMIT $named
)
SELECT
    (SELECT list(shape ORDER BY shape) FROM (
        SELECT {
            'ended': finished > 0,
            'some': solved > 0,
            'every': solved = finished,
            'open': not_ended > 0,
            'unnamed': unnamed,
            'tasks': sum(alike)::BIGINT
        } AS shape
        FROM task
        GROUP BY finished > 0, solved > 0, solved = finished, not_ended > 0, unnamed
    )) AS shapes,
    (SELECT list({
        'task_id': task_id, 'first_run': first_run, 'runs': runs, 'wrote': wrote, 'title': title
    } ORDER BY wrote DESC, runs DESC, task_id, first_run) FROM worst) AS often,
    (SELECT count(*) FROM often) AS often_in_all
