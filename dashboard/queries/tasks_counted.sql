-- How many tasks of the chosen runs (see tasks.sql) there are, by what decides their state; and those
-- that ran unusually often and are not solved, or on which several runs wrote, worst first: runs is at
-- least $again, and more than $times the usual number of runs of a task.
WITH held AS MATERIALIZED (
    SELECT work, alone IS TRUE AS alone, outcome, in_b,
        CASE WHEN NOT alone IS TRUE THEN created(sides) = 'created' END AS wrote
    FROM sides WHERE work IS NOT NULL
),
task AS (
    SELECT
        task_of(work) AS task_id,
        first_run_of(work) AS first_run,
        list(DISTINCT work) AS works,
        1 AS alike,
        count(*) AS runs,
        count(*) FILTER (wrote) AS wrote,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS solved,
        count(*) FILTER (not_ended(outcome)) AS not_ended
    FROM held WHERE NOT alone
    GROUP BY ALL
    HAVING bool_or(in_b)
    UNION ALL  -- tasks of a run that is alone, which did not run often, by how that ended
    SELECT
        CASE WHEN task_of(work) IS NOT NULL THEN '' END, NULL, [], count(*), 1, NULL,
        finished(outcome)::BIGINT, (outcome = 'succeeded')::BIGINT, not_ended(outcome)::BIGINT
    FROM held WHERE alone AND in_b
    GROUP BY ALL
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
often AS (
    SELECT * FROM task
    WHERE runs >= greatest($again::DOUBLE, $times * (SELECT median FROM usual) + 1)
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
    FROM sides
    JOIN (SELECT task_id, first_run, runs, wrote, unnest(works) AS work FROM worst) worst USING (work)
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
            'tasks': sum(alike)::BIGINT
        } AS shape
        FROM task
        GROUP BY finished > 0, solved > 0, solved = finished, not_ended > 0, task_id IS NULL
    )) AS shapes,
    (SELECT list({
        'task_id': task_id, 'first_run': first_run, 'runs': runs, 'wrote': wrote, 'title': title
    } ORDER BY wrote DESC, runs DESC, task_id, first_run) FROM titled) AS often,
    (SELECT count(*) FROM often) AS often_in_all
