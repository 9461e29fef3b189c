-- What is known of what a run and the other runs of its work created, oldest first.
SELECT
    r.run_id, r.outcome, r.status,
    CASE WHEN r.time_basis IS DISTINCT FROM 'import' THEN r.created_at END AS created_at,
    r.is_latest IS NOT NULL AS ordered,
    created(r) AS state, customers_see(r) AS seen, r.effects, r.effects_state, r.output_visibility, r.output_location,
    coalesce(r.output_text, r.comment_preview) IS NOT NULL AS commented, r.tools_called
FROM history.runs r JOIN same_work ON r.rowid = same_work.place
ORDER BY place(r.tried, r.outcome, r.run_id)
LIMIT $most
