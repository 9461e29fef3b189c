-- What is known of what a run and the other runs of its work created, oldest first.
WITH this AS (SELECT work FROM history.runs WHERE run_id = $run_id)
SELECT
    r.run_id, r.outcome, r.status,
    CASE WHEN r.time_basis IS DISTINCT FROM 'import' THEN r.created_at END AS created_at,
    r.is_latest IS NOT NULL AS ordered,
    created(r) AS state, customers_see(r) AS seen, r.effects, r.effects_state, r.output_visibility, r.output_location,
    coalesce(r.output_text, r.comment_preview) IS NOT NULL AS commented, r.tools_called
FROM history.runs r
WHERE r.work = (SELECT work FROM this) OR r.run_id = $run_id
ORDER BY place(r.tried, r.outcome, r.run_id)
LIMIT $most
