-- The chosen runs as a list to clean up by: where to look, what stands there, and two columns that
-- whoever does it fills, or said already.
SELECT
    coalesce(task_title, task_id, record_title, record_id) AS "Task",
    coalesce(task_url, record_url) AS "Link",
    coalesce(output_text, comment_preview) AS "Comment",
    CASE WHEN created(runs) = 'none' THEN 'nothing created'
        ELSE coalesce(customers_see(runs), 'not known') END AS "Customers see it",
    CASE WHEN said.holds THEN said.cleaned WHEN NOT said.holds THEN 'changed since: look again'
        END AS "Cleaned?",
    CASE WHEN said.holds THEN said.told WHEN NOT said.holds THEN 'changed since: look again'
        END AS "Customer told?",
    said.who AS "Said by",
    said.said_at AS "Said (UTC)",
    created(runs) AS "Created something",
    run_id AS "Run",
    worker AS "Worker",
    CASE WHEN time_basis IS DISTINCT FROM 'import' THEN created_at END AS "Created (UTC)",
    outcome AS "Ended",
    error_message AS "Error",
    replace(checks, ' ', ', ') AS "Checks"
FROM runs LEFT JOIN cleaned_up said USING (run_id)
ORDER BY "Task", tried."at", tried.again, run_id
