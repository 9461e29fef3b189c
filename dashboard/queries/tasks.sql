-- One row a task of the chosen runs, never solved first: its workers, its runs and how they ended.
-- Of runs at one time the best is the last, as for is_latest. The task is that of the work
-- (store/retries.py), so that a retry belongs to the task that it tried again.
SELECT
    task_id,
    arg_max(task_title, created_at) AS title,
    list_sort(list(DISTINCT worker) FILTER (worker IS NOT NULL)) AS workers,
    count(*) AS runs,
    count(*) FILTER (finished(outcome)) AS finished,
    count(*) FILTER (outcome = 'succeeded') AS solved,
    CASE WHEN count(*) = 1 OR NOT bool_or(time_basis = 'import')
            AND NOT (bool_or(time_basis = 'as_of' AND at_last) AND count(*) FILTER (at_last) > 1)
        THEN arg_max(outcome, place) END AS last,
    arg_max(run_id, place) AS newest
FROM (
    SELECT * REPLACE (work ->> 1 AS task_id), (
        created_at, coalesce(list_position(['failed', 'bad', 'succeeded'], outcome), 0), run_id
    ) AS place, created_at = max(created_at) OVER (PARTITION BY work ->> 1) AS at_last
    FROM runs WHERE work ->> 1 IS NOT NULL
)
GROUP BY task_id
ORDER BY finished = 0, solved / greatest(finished, 1), finished DESC, task_id
