-- How many tasks of the chosen runs (see tasks.sql) there are, by what decides their state; and those
-- that ran unusually often and are not solved, or on which several runs wrote, worst first: runs is at
-- least $again, and more than $times the usual number of runs of a task.
WITH kinds AS MATERIALIZED (
    SELECT runs, finished > 0 AS ended, solved > 0 AS any_solved,
        solved = finished AS all_solved, not_ended > 0 AS any_open, unnamed, count(*) AS tasks
    FROM counted_tasks GROUP BY ALL
    UNION ALL  -- tasks that were solved by their only run, which did not run often and are named
    SELECT 1, true, true, true, false, false, coalesce(sum(n), 0)::BIGINT
    FROM run_counts WHERE linked AND work IS NULL AND outcome = 'succeeded' HAVING count(*) > 0
),
sizes AS (
    SELECT runs, sum(sum(tasks)) OVER (ORDER BY runs) AS up_to, sum(sum(tasks)) OVER () AS in_all
    FROM kinds GROUP BY runs
),
usual AS (
    SELECT (
        min(runs) FILTER (up_to > (in_all - 1) // 2) + min(runs) FILTER (up_to > in_all // 2)
    ) / 2 AS median
    FROM sizes
),
many AS MATERIALIZED (
    SELECT task, runs, solved FROM counted_tasks
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
        SELECT at_row, runs, solved FROM task_rows JOIN many USING (task)
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
            'ended': ended, 'some': any_solved, 'every': all_solved, 'open': any_open,
            'unnamed': unnamed,
            'tasks': sum(tasks)::BIGINT
        } AS shape
        FROM kinds GROUP BY ended, any_solved, all_solved, any_open, unnamed
    )) AS shapes,
    (SELECT list({
        'task_id': task_id, 'first_run': first_run, 'runs': runs, 'wrote': wrote, 'title': title
    } ORDER BY wrote DESC, runs DESC, task_id, first_run) FROM worst) AS often,
    (SELECT count(*) FROM often) AS often_in_all
