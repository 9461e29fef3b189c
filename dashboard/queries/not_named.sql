-- How many of the chosen runs are of a task that they don't name: a retry belongs to the task of the run
-- that it tried again (store/derived/retries.py), whatever task it names.
SELECT count(*) AS runs FROM runs
WHERE (retried OR retry_of IS NOT NULL) AND task_of(work) IS NOT NULL
    AND task_of(work) IS DISTINCT FROM task_id
