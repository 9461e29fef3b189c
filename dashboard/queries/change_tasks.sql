-- Tasks (or records, or runs with their retries: store/derived/retries.py) that ran on both sides of a
-- change, by how the last finished run before it and the first after it ended (s: whether it
-- succeeded, c: whether it completed, good or bad), and whether both were on one local day; with all
-- their finished runs after. A retry comes after what it tried again; of other runs at one time none
-- is last or first: a task whose runs there ended otherwise is left out.
WITH crossing AS (  -- few of many: most tasks ran once
    SELECT change, cluster
    FROM windowed_again
    WHERE place IN ('before', 'after') AND finished(outcome)
    GROUP BY change, cluster HAVING min(place) <> max(place)
),
moments AS (
    SELECT change, place, cluster AS task, tried,
        {
            s: bool_or(outcome = 'succeeded'), c: bool_or(outcome <> 'failed'),
            day: min((created_at AT TIME ZONE $zone)::DATE),
            alike: min(outcome) = max(outcome)
        } AS ended,
        count(*) AS runs
    FROM windowed_again SEMI JOIN crossing USING (change, cluster)
    WHERE place IN ('before', 'after') AND finished(outcome)
    GROUP BY change, place, task, tried
),
paired AS (
    SELECT
        change,
        arg_max(ended, tried) FILTER (place = 'before') AS was,
        arg_min(ended, tried) FILTER (place = 'after') AS is_now,
        sum(runs) FILTER (place = 'after') AS runs_after
    FROM moments
    GROUP BY change, task
)
SELECT
    change,
    was.s AS s_before, is_now.s AS s_after,
    was.c AS c_before, is_now.c AS c_after,
    was.day = is_now.day AS within_a_day,
    count(*) AS tasks,
    sum(runs_after)::BIGINT AS runs_after
FROM paired WHERE was.alike AND is_now.alike
GROUP BY ALL
ORDER BY ALL
