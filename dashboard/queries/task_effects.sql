-- What is known of what a run and the other runs of its work created, oldest first. A run that is
-- alone (store/derived/gathered.py) has no others. Which they are is looked up before what they wrote:
-- what is read of every run should be short.
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
    r.run_id, r.outcome, r.status,
    CASE WHEN r.time_basis IS DISTINCT FROM 'import' THEN r.created_at END AS created_at,
    r.is_latest IS NOT NULL AS ordered,
    created(r) AS state, customers_see(r) AS seen, r.effects, r.effects_state, r.output_visibility, r.output_location,
    coalesce(r.output_text, r.comment_preview) IS NOT NULL AS commented, r.tools_called
FROM history.runs r JOIN whole ON r.rowid = whole.place
ORDER BY place(r.tried, r.outcome, r.run_id)
LIMIT $most
