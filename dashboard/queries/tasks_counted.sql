-- How many tasks of the chosen runs (see tasks.sql) there are, by what decides their state; and those
-- that ran unusually often and are not solved, or on which several runs wrote, worst first: runs is at
-- least $again, and more than $times the usual number of runs of a task.
WITH held AS MATERIALIZED (
    SELECT at_row, work, alone IS TRUE AS alone, outcome, in_b FROM sides WHERE work IS NOT NULL
),
again AS (
    SELECT
        work,
        bool_or(in_b) AS in_b,
        count(*) AS runs,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS solved,
        count(*) FILTER (not_ended(outcome)) AS not_ended
    FROM held WHERE NOT alone GROUP BY work
),
task AS (
    SELECT
        task_of(work) AS task_id,
        first_run_of(work) AS first_run,
        list(work) AS works,
        1 AS alike,
        sum(runs)::BIGINT AS runs,
        sum(finished)::BIGINT AS finished,
        sum(solved)::BIGINT AS solved,
        sum(not_ended)::BIGINT AS not_ended
    FROM again
    GROUP BY task_of(work), first_run_of(work)
    HAVING bool_or(in_b)
    UNION ALL  -- tasks of a run that is alone, which did not run often and is named, by how that ended
    SELECT
        '', NULL, [], count(*), 1,
        finished(outcome)::BIGINT, (outcome = 'succeeded')::BIGINT, not_ended(outcome)::BIGINT
    FROM held WHERE alone AND in_b
    GROUP BY outcome
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
    SELECT *, row_number() OVER () AS number FROM task
    WHERE runs >= greatest($again::DOUBLE, $times * (SELECT median FROM usual) + 1)
),
tried AS (
    SELECT
        number,
        count(*) FILTER (created(sides) = 'created') AS wrote,
        arg_max(task_title, place(tried, outcome, run_id)) AS title
    FROM sides JOIN (
        SELECT at_row, number
        FROM held JOIN (SELECT number, unnest(works) AS work FROM many) USING (work)
    ) USING (at_row)
    GROUP BY number
),
often AS (
    SELECT task_id, first_run, runs, wrote, title FROM many JOIN tried USING (number)
    WHERE solved = 0 OR wrote > 1
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
            'unnamed': task_id IS NULL,
            'tasks': sum(alike)::BIGINT
        } AS shape
        FROM task
        GROUP BY finished > 0, solved > 0, solved = finished, not_ended > 0, task_id IS NULL
    )) AS shapes,
    (SELECT list({
        'task_id': task_id, 'first_run': first_run, 'runs': runs, 'wrote': wrote, 'title': title
    } ORDER BY wrote DESC, runs DESC, task_id, first_run) FROM worst) AS often,
    (SELECT count(*) FROM often) AS often_in_all
