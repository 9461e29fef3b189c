-- All runs of the piece of work that a run is of, a retry after the run that it tried again, whatever the
-- filters; created_at as in newest_runs.
SELECT
    run_id, outcome, status,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    worker_id, version, comment_preview, error_message, is_latest
FROM history.runs r JOIN same_work ON r.rowid = same_work.place
ORDER BY place(tried, outcome, run_id)
LIMIT $shown
