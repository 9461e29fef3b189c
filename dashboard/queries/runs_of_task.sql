-- All runs of one task by one worker, oldest first, whatever the filters.
SELECT run_id, outcome, status, created_at, version, comment_preview, error_message, is_latest
FROM history.runs
WHERE worker_id IS NOT DISTINCT FROM $worker_id AND task_id = $task_id
ORDER BY created_at, run_id
LIMIT $shown
