-- All runs of one piece of work, retries included, oldest first, whatever the filters.
SELECT run_id, outcome, status, created_at, version, comment_preview, error_message, is_latest
FROM history.runs
WHERE work = $work
ORDER BY created_at, run_id
LIMIT $shown
