-- Values of one thing of a worker that are mingled: most runs of one lie among those of another. Each
-- needs $fewest runs. Values too many to be anybody's change ($most) are left out, and so are lists
-- that go with the kind of work.
-- names: as the export writes them; parts: the elements of lists; known_as: what changes may call it;
-- most: between which times most of its runs are; times: how often one of these values of the worker
-- followed another; days: on which they ran.
WITH timed AS (
    SELECT * FROM runs WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
),
together AS (
    SELECT worker_id, newest_of(worker, last) AS worker, version, instructions_id, model, worker_status,
        context_sources, tool_categories, min(created_at) AS first, max(last) AS last
    FROM setup_counts WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
    GROUP BY ALL
),
-- Each row holds one thing, as in unordered.sql.
setups AS (
    SELECT worker_id, newest_of(worker, last) AS worker, version, instructions_id, model, worker_status,
        context_sources, tool_categories, min(first) AS first, max(last) AS last
    FROM together
    GROUP BY GROUPING SETS (
        (worker_id, version, instructions_id), (worker_id, model), (worker_id, worker_status),
        (worker_id, context_sources), (worker_id, tool_categories)
    )
),
named AS (
    SELECT worker_id, newest_of(worker, last) AS worker, what, value,
        list_sort(list(DISTINCT name)) AS names, list(DISTINCT instructions_id) AS ids,
        coalesce(list_sort(list_distinct(flatten(list(parts)))), []) AS parts,
        min(first) AS first, max(last) AS last
    FROM (
        SELECT worker_id, worker, instructions_id, first, last, one.what AS what,
            one.value AS value, one.name AS name, one.parts AS parts
        FROM (SELECT *, unnest(changing(setups)) AS one FROM setups)
    )
    ANTI JOIN history.with_work USING (worker_id, what)
    WHERE value IS NOT NULL GROUP BY worker_id, what, value
    QUALIFY count(*) OVER (PARTITION BY worker_id, what) BETWEEN 2 AND $most
),
-- Values whose times do not even overlap take no turns: of the others single runs are looked at.
overlapping AS (
    SELECT * EXCLUDE (first, last) FROM named AS one WHERE EXISTS (
        FROM named AS other WHERE other.worker_id = one.worker_id AND other.what = one.what
            AND other.value <> one.value AND one.first < other.last AND other.first < one.last
    )
),
-- Lists are put in order once for each way in which a worker's are written, and not for each run.
written AS (
    SELECT DISTINCT worker_id, one.what AS what, one.value AS value,
        CASE one.what
            WHEN 'context' THEN context_sources WHEN 'tools' THEN tool_categories END AS list
    FROM (SELECT *, unnest(changing(setups)) AS one FROM setups)
),
along AS (
    SELECT worker_id, what, value, created_at
    FROM timed JOIN (SELECT * FROM written SEMI JOIN overlapping USING (worker_id, what, value))
        USING (worker_id)
    WHERE CASE what
        WHEN 'context' THEN context_sources = list WHEN 'tools' THEN tool_categories = list
        ELSE value_of(timed, what) = value END
),
held AS (
    SELECT *, list_concat([value], list_transform(names, lambda name: lower(trim(name))), ids)
            AS known_as
    FROM overlapping JOIN (
        SELECT worker_id, what, value, min(created_at) AS first, max(created_at) AS last,
            quantile_disc(created_at, [0.1, 0.9]) AS most
        FROM along GROUP BY worker_id, what, value HAVING count(*) >= $fewest
    ) USING (worker_id, what, value)
),
among AS (
    SELECT DISTINCT one.* FROM held AS one JOIN held AS other
        ON one.worker_id = other.worker_id AND one.what = other.what
        AND one.value <> other.value AND one.first <> other.first
        AND one.most[1] < other.most[2] AND other.most[1] < one.most[2]
),
steps AS (
    SELECT worker_id, what, timezone($zone, created_at)::DATE AS day,
        value <> lag(value) OVER (PARTITION BY worker_id, what ORDER BY created_at, value) AS turned
    FROM along SEMI JOIN among USING (worker_id, what, value)
)
SELECT
    worker_id, worker, what, value, names, parts, known_as, first, last, most, times, days
FROM among JOIN (
    SELECT worker_id, what, count(*) FILTER (turned) AS times, count(DISTINCT day) AS days
    FROM steps GROUP BY worker_id, what
) USING (worker_id, what)
