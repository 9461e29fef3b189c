-- The causes of the chosen runs that failed: counts, the newest and oldest run that has a time of its
-- own, and the most typical one, with the error and the worker that this cause has most often. Tasks of
-- several workers make several pairs, each with a latest run of its own.
WITH failed AS (SELECT * FROM kind_counts WHERE outcome = 'failed'),
kinds AS (
    SELECT
        cause, error_type, template_id, worker_id,
        sum(n) AS runs,
        arg_max(newest, (last, newest)) AS newest
    FROM failed
    GROUP BY ALL
),
typical AS (
    SELECT cause, arg_max(newest, (runs, newest)) AS typical FROM kinds GROUP BY cause
)
SELECT
    cause,
    many(n, true) AS runs,
    count(DISTINCT worker_id) AS workers,
    distinct_of(task, n, alike, linked) AS tasks,
    distinct_of(work, n, alike, linked) AS pairs,
    many(n, is_latest AND linked) AS unresolved,
    distinct_of(work, n, alike, linked AND is_latest IS NULL) AS untold,
    arg_max(newest, (last, newest)) FILTER (time_basis IS DISTINCT FROM 'import') AS newest,
    arg_min(oldest, (created_at, oldest)) FILTER (time_basis IS DISTINCT FROM 'import') AS oldest,
    any_value(typical) AS typical
FROM failed JOIN typical USING (cause)
GROUP BY cause
ORDER BY runs DESC, cause
