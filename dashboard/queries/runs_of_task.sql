-- All runs of the piece of work that a run is of, a retry after the run that it tried again, whatever the
-- filters; created_at as in newest_runs. Which these are is looked up as in task_effects.sql.
WITH asked AS MATERIALIZED (
    SELECT rowid AS place, CASE WHEN alone IS DISTINCT FROM true THEN work END AS work
    FROM history.runs WHERE run_id = $run_id
),
whole AS MATERIALIZED (
    SELECT place FROM asked
    UNION
    SELECT rowid FROM history.runs WHERE work IN (SELECT work FROM asked WHERE work IS NOT NULL)
)
SELECT
    run_id, outcome, status,
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS created_at,
    worker_id, version, comment_preview, error_message, is_latest
FROM history.runs r JOIN whole ON r.rowid = whole.place
ORDER BY place(tried, outcome, run_id)
LIMIT $shown
