-- Values of a worker's instructions, model or status that take turns, so that no change is known
-- between them: most runs of one lie among those of another, and no change of the thing names one of
-- them. Each needs $fewest runs; values too many to be anybody's change ($most) are left out. names:
-- as the export writes them, the first to be seen first; days: on which one of them ran.
WITH along AS (
    SELECT worker_id, worker, created_at, unnest([
        {'what': 'instructions', 'value': version, 'name': version, 'id': instructions_id},
        {'what': 'model', 'value': lower(trim(model)), 'name': model, 'id': NULL},
        {'what': 'status', 'value': lower(trim(worker_status)), 'name': worker_status, 'id': NULL}
    ], max_depth := 2)
    FROM runs WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
),
held AS (
    SELECT
        worker_id, what, value, any_value(worker) AS worker, list_sort(list(DISTINCT name)) AS names,
        count(*) AS runs, min(created_at) AS first,
        quantile_disc(created_at, 0.1) AS since, quantile_disc(created_at, 0.9) AS until,
        list(DISTINCT timezone($zone, created_at)::DATE) AS days,
        list_concat([value], list(DISTINCT id)) AS known_as
    FROM along WHERE value IS NOT NULL
    GROUP BY worker_id, what, value
    QUALIFY count(*) OVER (PARTITION BY worker_id, what) BETWEEN 2 AND $most
),
told AS (
    SELECT worker_id, what, flatten(list([
        CASE what WHEN 'instructions' THEN old ELSE lower(trim(old)) END,
        CASE what WHEN 'instructions' THEN new ELSE lower(trim(new)) END,
        old_id, new_id
    ])) AS known_as
    FROM changes GROUP BY ALL
),
silent AS (
    SELECT held.* FROM held LEFT JOIN told USING (worker_id, what)
    WHERE runs >= $fewest
        AND NOT coalesce(list_has_any(held.known_as, told.known_as), false)
),
turns AS (
    SELECT DISTINCT held.* FROM held JOIN silent
        ON held.worker_id = silent.worker_id AND held.what = silent.what
        AND held.value <> silent.value AND held.runs >= $fewest AND held.first <> silent.first
        AND held.since < silent.until AND silent.since < held.until
)
SELECT
    worker_id, any_value(worker) AS worker, what, list(names ORDER BY first, value) AS names,
    len(list_distinct(flatten(list(days)))) AS days
FROM turns GROUP BY worker_id, what HAVING count(*) > 1
ORDER BY worker, worker_id, what
