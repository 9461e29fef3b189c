-- The newest of the chosen runs that completed and yet carry an error; created_at as in newest_runs.
SELECT
    run_id, worker_id, worker, status, outcome,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    duration_ms, task_id, task_title, task_url, record_type, record_title, version, model, comment_preview, error_type,
    error_message, is_latest
FROM runs
WHERE status = 'completed' AND (error_message IS NOT NULL OR error_type IS NOT NULL)
ORDER BY runs.created_at DESC, run_id DESC
LIMIT $shown
