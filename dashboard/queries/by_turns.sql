-- Values of one thing of a worker that take turns, so that no change is known between them: most runs
-- of one lie among those of another, and while both ran no change names one of them. Each needs
-- $fewest runs; values too many to be anybody's change ($most) are left out, and so are lists that go
-- with the kind of work. names: as the export writes them, the first to be seen first; parts: the
-- elements of lists; times: how often one of the values followed another; days: on which they ran.
WITH along AS (
    SELECT worker_id, worker, created_at, unnest(changing(runs), max_depth := 2)
    FROM runs WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
),
held AS (
    SELECT
        worker_id, what, value, any_value(worker) AS worker, list_sort(list(DISTINCT name)) AS names,
        coalesce(list_distinct(flatten(list(parts))), []) AS parts,
        count(*) AS runs, min(created_at) AS first, max(created_at) AS last,
        quantile_disc(created_at, 0.1) AS since, quantile_disc(created_at, 0.9) AS until,
        list_concat([value], list_transform(list(DISTINCT name), lambda name: lower(trim(name))),
            list(DISTINCT id)) AS known_as
    FROM along ANTI JOIN history.with_work USING (worker_id, what)
    WHERE value IS NOT NULL
    GROUP BY worker_id, what, value
    QUALIFY count(*) OVER (PARTITION BY worker_id, what) BETWEEN 2 AND $most
),
told AS (
    SELECT worker_id, what, changed_at,
        [old, new, old_id, new_id, lower(trim(old)), lower(trim(new))] AS known_as
    FROM changes
),
turns AS (
    SELECT DISTINCT one.* FROM held AS one JOIN held AS other
        ON one.worker_id = other.worker_id AND one.what = other.what
        AND one.value <> other.value AND one.first <> other.first
        AND one.since < other.until AND other.since < one.until
    WHERE least(one.runs, other.runs) >= $fewest AND NOT EXISTS (
        FROM told WHERE told.worker_id = one.worker_id AND told.what = one.what
            AND told.changed_at BETWEEN greatest(one.first, other.first)
                AND least(one.last, other.last)
            AND list_has_any(told.known_as, one.known_as || other.known_as)
    )
),
steps AS (
    SELECT worker_id, what, timezone($zone, created_at)::DATE AS day,
        value <> lag(value) OVER (PARTITION BY worker_id, what ORDER BY created_at, value) AS turned
    FROM along SEMI JOIN turns USING (worker_id, what, value)
),
counted AS (
    SELECT worker_id, what, count(*) FILTER (turned) AS times, count(DISTINCT day) AS days
    FROM steps GROUP BY worker_id, what
)
SELECT
    worker_id, any_value(worker) AS worker, what, list(names ORDER BY first, value) AS names,
    list(parts ORDER BY first, value) AS parts, any_value(times) AS times, any_value(days) AS days
FROM turns JOIN counted USING (worker_id, what) GROUP BY worker_id, what
ORDER BY worker, worker_id, what
