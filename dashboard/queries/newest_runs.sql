-- The newest of the chosen runs, so many after the first ones; created_at is NULL where a run has
-- no time of its own.
SELECT
    run_id, worker_id, worker, status, outcome,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    duration_ms, task_id, task_title, task_url, record_type, record_title, version, model, comment_preview, error_type,
    error_message, is_latest
FROM newest_chosen
ORDER BY newest_chosen.created_at DESC, run_id DESC
