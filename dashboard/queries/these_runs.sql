-- These runs, with all texts that are searched; created_at as in newest_runs.
SELECT
    run_id, worker_id, worker, outcome,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    task_id, task_title, error_message, error_type, comment_preview, output_text, quality_reason,
    task_text, record_text, extra
FROM runs
WHERE run_id IN (SELECT unnest($run_ids))
