-- Workers whose runs with several values of a thing begin at one time, so that none of these came
-- first, as where no run has a time of its own (first is NULL then); alone: no run stands at another
-- time. Values are alike as for derived changes, whatever their case; names: how the export writes
-- them, parts: the elements of a list. Lists that each trigger or record type brings with it, and
-- values too many to be anybody's change ($most), are left out.
-- Each row of alike holds one of these things: where each run has other lists, of all things together
-- there are as many rows as runs.
WITH together AS (
    SELECT
        worker_id, newest_of(worker, last) AS worker, max(last) AS newest, record_type, "trigger",
        version, model,
        worker_status, context_sources, tool_categories,
        min(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS since,
        max(last) FILTER (time_basis IS DISTINCT FROM 'import') AS until
    FROM setup_counts WHERE worker_id IS NOT NULL GROUP BY ALL
),
alike AS (
    SELECT
        worker_id, newest_of(worker, newest) AS worker, max(newest) AS newest, record_type, "trigger",
        version, model, worker_status, context_sources, tool_categories,
        min(since) AS since, max(until) AS until
    FROM together
    GROUP BY GROUPING SETS (
        (worker_id, record_type, "trigger", version),
        (worker_id, record_type, "trigger", model),
        (worker_id, record_type, "trigger", worker_status),
        (worker_id, record_type, "trigger", context_sources),
        (worker_id, record_type, "trigger", tool_categories)
    )
),
along AS (
    SELECT worker_id, worker, newest, record_type, "trigger", since, until, one.what AS what,
        one.value AS value, one.name AS name, one.parts AS parts
    FROM (SELECT *, unnest(changing(alike)) AS one FROM alike)
),
known AS (SELECT * FROM along WHERE value IS NOT NULL),
kinds AS (
    SELECT worker_id, what, record_type, "trigger", min(value) AS least, max(value) AS most
    FROM known WHERE parts IS NOT NULL
    GROUP BY GROUPING SETS ((worker_id, what, record_type), (worker_id, what, "trigger"))
),
brought AS (
    SELECT worker_id, what FROM kinds
    GROUP BY worker_id, what, record_type IS NULL, "trigger" IS NULL
    HAVING bool_and(least = most) AND count(*) > 1
),
begun AS (
    SELECT
        worker_id, newest_of(worker, newest) AS worker, max(newest) AS newest, what, value,
        list_sort(list(DISTINCT name)) AS names,
        coalesce(list_sort(list_distinct(flatten(list(parts)))), []) AS parts,
        min(since) AS first, max(until) AS last
    FROM known ANTI JOIN brought USING (worker_id, what)
    GROUP BY worker_id, what, value
)
SELECT
    worker_id, newest_of(worker, newest) AS worker, what, list(names ORDER BY value) AS names,
    list(parts ORDER BY value) AS parts, first,
    bool_and(first IS NOT DISTINCT FROM last) AND count(*) = any_value(known) AS alone
FROM (SELECT *, count(*) OVER (PARTITION BY worker_id, what) AS known FROM begun)
GROUP BY worker_id, what, first
HAVING count(*) BETWEEN 2 AND $most
