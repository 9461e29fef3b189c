-- Tasks (or records) that ran on both sides of a change, by how the last finished run before it and
-- the first after it ended (s: whether it succeeded, c: whether it completed, good or bad), and
-- whether both were on one local day; with all their finished runs after.
WITH finished AS (
    SELECT change, place, coalesce(task_id, record_id) AS task,
        {
            s: outcome = 'succeeded', c: outcome <> 'failed',
            day: (created_at AT TIME ZONE $zone)::DATE
        } AS ended,
        (created_at, run_id) AS moment
    FROM windowed
    WHERE place IN ('before', 'after') AND outcome IN ('succeeded', 'bad', 'failed')
),
paired AS (
    SELECT
        change,
        arg_max(ended, moment) FILTER (place = 'before') AS was,
        arg_min(ended, moment) FILTER (place = 'after') AS is_now,
        count(*) FILTER (place = 'after') AS runs_after
    FROM finished WHERE task IS NOT NULL
    GROUP BY change, task HAVING count(DISTINCT place) = 2
)
SELECT
    change,
    was.s AS s_before, is_now.s AS s_after,
    was.c AS c_before, is_now.c AS c_after,
    was.day = is_now.day AS within_a_day,
    count(*) AS tasks,
    sum(runs_after)::BIGINT AS runs_after
FROM paired
GROUP BY ALL
ORDER BY ALL
