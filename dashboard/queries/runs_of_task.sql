-- All runs of one piece of work, retries included, oldest first, whatever the filters;
-- created_at as in newest_runs.
SELECT
    run_id, outcome, status,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    version, comment_preview, error_message, is_latest
FROM history.runs r
WHERE work = $work
ORDER BY r.created_at, run_id
LIMIT $shown
