-- The finished runs nearest to a change on either side, oldest first.
SELECT run_id, place, outcome, created_at, task_id, task_title
FROM windowed
WHERE place IN ('before', 'after') AND finished(outcome)
QUALIFY row_number() OVER (
    PARTITION BY place
    ORDER BY CASE WHEN place = 'after' THEN created_at END, created_at DESC, run_id
) <= $shown
ORDER BY created_at, run_id
