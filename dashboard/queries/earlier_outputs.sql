-- What earlier runs wrote on the task or record of a run, the newest first; what is the same before
-- all others.
WITH this AS (
    SELECT cluster, tried."at" AS at, tried.again AS again, run_id,
        coalesce(output_text, comment_preview) AS said, record_id, record_type
    FROM placed_runs
)
SELECT r.run_id, coalesce(r.output_text, r.comment_preview) AS said
FROM history.runs r, this
WHERE (r.cluster = this.cluster
        OR (r.record_id = this.record_id AND r.record_type IS NOT DISTINCT FROM this.record_type))
    AND coalesce(r.output_text, r.comment_preview) IS NOT NULL
    AND (r.tried."at", r.tried.again, r.run_id) < (this.at, this.again, this.run_id)
ORDER BY coalesce(r.output_text, r.comment_preview) = this.said DESC,
    r.tried."at" DESC, r.tried.again DESC, r.run_id DESC
LIMIT 20
