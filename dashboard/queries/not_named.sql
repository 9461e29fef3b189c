-- How many of the chosen runs are of a task that they don't name.
SELECT count(*) AS runs FROM runs WHERE of_unnamed_task(retried, retry_of, work, task_id)
