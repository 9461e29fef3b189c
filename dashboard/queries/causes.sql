-- The causes of the chosen runs that failed: counts, the newest and oldest run that has a time of its
-- own, and the most typical one, with the error and the worker that this cause has most often. Tasks of
-- several workers make several pairs, each with a latest run of its own.
WITH alike AS (
    SELECT
        cause, error_type, template_id, worker_id,
        count(*) AS runs,
        arg_max(run_id, (created_at, run_id)) AS newest
    FROM failures
    GROUP BY ALL
),
typical AS (
    SELECT cause, arg_max(newest, (runs, newest)) AS typical FROM alike GROUP BY cause
)
SELECT
    cause,
    count(*) AS runs,
    count(DISTINCT worker_id) AS workers,
    count(DISTINCT coalesce('task ' || (work ->> 1), work)) AS tasks,
    count(DISTINCT work) AS pairs,
    count(*) FILTER (is_latest AND work IS NOT NULL) AS unresolved,
    count(DISTINCT work) FILTER (is_latest IS NULL) AS untold,
    arg_max(run_id, (created_at, run_id)) FILTER (time_basis IS DISTINCT FROM 'import') AS newest,
    arg_min(run_id, (created_at, run_id)) FILTER (time_basis IS DISTINCT FROM 'import') AS oldest,
    any_value(typical) AS typical
FROM failures JOIN typical USING (cause)
GROUP BY cause
ORDER BY runs DESC, cause
