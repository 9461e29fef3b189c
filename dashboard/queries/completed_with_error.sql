-- The newest of the chosen runs that completed and yet carry an error; created_at as in newest_runs.
-- Either column alone says which rows need not be read.
SELECT
    run_id, worker_id, worker, status, outcome,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    duration_ms, task_id, task_title, task_url, record_type, record_title, version, model, comment_preview, error_type,
    error_message, is_latest
FROM (
    SELECT * FROM runs WHERE status = 'completed' AND error_message IS NOT NULL
    UNION ALL
    SELECT * FROM runs
    WHERE status = 'completed' AND error_message IS NULL AND error_type IS NOT NULL
) found
ORDER BY found.created_at DESC, run_id DESC
LIMIT $shown
