-- Values of one thing of a worker that take turns, so that no change is known between them: they are
-- mingled, and while both ran no change names one of them. There are more of the steps from one to
-- another than changes tell of: what was changed and taken back is none, though the log has that
-- before the first run and after the last.
-- names: the first to be seen first; else as mingled.sql.
WITH turns AS (
    SELECT DISTINCT one.* FROM mingled AS one JOIN mingled AS other
        ON one.worker_id = other.worker_id AND one.what = other.what
        AND one.value <> other.value AND one.first <> other.first
        AND one.most[1] < other.most[2] AND other.most[1] < one.most[2]
    WHERE NOT EXISTS (
        FROM changes AS told WHERE told.worker_id = one.worker_id AND told.what = one.what
            AND changed_at BETWEEN greatest(one.first, other.first) AND least(one.last, other.last)
            AND list_has_any([old, new, old_id, new_id, lower(trim(old)), lower(trim(new))],
                one.known_as || other.known_as)
    )
),
-- Of what logs tell of these values, from one to another of them.
told AS (
    SELECT worker_id, what, count(*) AS told
    FROM changes AS change JOIN (
        SELECT worker_id, what, min(first) AS first, max(last) AS last,
            flatten(list(known_as)) AS known
        FROM turns GROUP BY worker_id, what
    ) AS all_turns USING (worker_id, what)
    WHERE changed_at BETWEEN first AND last
        AND list_has_any([old, old_id, lower(trim(old))], known)
        AND list_has_any([new, new_id, lower(trim(new))], known)
    GROUP BY worker_id, what
),
-- Where changes tell of some of the mingled values, the steps of the others are counted anew.
fewer AS (
    SELECT worker_id, what
    FROM (SELECT worker_id, what, count(*) AS turning FROM turns GROUP BY worker_id, what)
    JOIN (SELECT worker_id, what, count(*) AS held FROM mingled GROUP BY worker_id, what)
        USING (worker_id, what)
    WHERE turning < held
),
steps AS (
    SELECT worker_id, what, timezone($zone, created_at)::DATE AS day,
        value <> lag(value) OVER (PARTITION BY worker_id, what ORDER BY created_at, value) AS turned
    FROM (
        SELECT one.worker_id, one.what, one.value, run.created_at
        FROM (SELECT * FROM runs SEMI JOIN fewer USING (worker_id)) AS run
        JOIN (SELECT * FROM turns SEMI JOIN fewer USING (worker_id, what)) AS one
            USING (worker_id)
        WHERE value_of(run, one.what) = one.value AND run.time_basis IS DISTINCT FROM 'import'
    )
),
counted AS (
    SELECT worker_id, what, count(*) FILTER (turned) AS times, count(DISTINCT day) AS days
    FROM steps GROUP BY worker_id, what
    UNION ALL
    SELECT worker_id, what, any_value(times), any_value(days)
    FROM turns ANTI JOIN fewer USING (worker_id, what) GROUP BY worker_id, what
)
SELECT
    worker_id, newest_of(worker, last) AS worker, what, list(names ORDER BY first, value) AS names,
    list(parts ORDER BY first, value) AS parts, any_value(counted.times) AS times,
    any_value(counted.days) AS days
FROM turns JOIN counted USING (worker_id, what) LEFT JOIN told USING (worker_id, what)
WHERE counted.times > coalesce(told, 0)
GROUP BY worker_id, what ORDER BY worker, worker_id, what
