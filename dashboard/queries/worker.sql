-- What is known of workers now: their configuration, else what their newest run shows; a label that
-- names several texts names none of them. known_at: of when that is.
WITH named AS (SELECT unnest($worker_ids::VARCHAR[]) AS worker_id),
last AS (
    SELECT worker_id, max(last) AS at
    FROM run_counts SEMI JOIN named USING (worker_id) GROUP BY worker_id
),
newest AS (
    SELECT * FROM history.runs WHERE rowid IN (
        SELECT arg_max(r.rowid, r.run_id)
        FROM history.runs r JOIN last ON last.worker_id = r.worker_id AND last.at = r.created_at
        GROUP BY r.worker_id
    )
)
SELECT
    coalesce(w.worker_id, newest.worker_id) AS worker_id,
    coalesce(w.worker, newest.worker) AS worker,
    w.worker_id IS NOT NULL AS configured,
    coalesce(w.worker_status, newest.worker_status) AS worker_status,
    coalesce(w.model, newest.model) AS model,
    coalesce(
        CASE WHEN w.worker_id IS NOT NULL THEN w.context_sources END,
        CASE WHEN newest.worker_id IS NOT NULL THEN newest.context_sources END
    ) AS context_sources,
    coalesce(
        CASE WHEN w.worker_id IS NOT NULL THEN w.tool_categories END,
        CASE WHEN newest.worker_id IS NOT NULL THEN newest.tool_categories END
    ) AS tool_categories,
    coalesce(w.output_mode, newest.output_mode) AS output_mode,
    coalesce(w.output_policy, newest.output_policy) AS output_policy,
    coalesce(w.max_iterations, newest.max_iterations) AS max_iterations,
    coalesce(w.instructions_version, newest.version) AS version,
    coalesce(w.instructions_text, (
        SELECT any_value(i.instructions_text) FROM history.instructions i
        WHERE i.instructions_id = coalesce(w.instructions_id, newest.instructions_id)
            OR (i.worker_id = newest.worker_id AND i.instructions_version = newest.version
                AND w.instructions_id IS NULL AND newest.instructions_id IS NULL)
        HAVING count(DISTINCT i.instructions_text) = 1
    )) AS instructions_text,
    w.description,
    w.worker_url,
    coalesce(w.as_of, newest.created_at) AS known_at
FROM newest FULL JOIN (SELECT * FROM history.workers SEMI JOIN named USING (worker_id)) w
    ON w.worker_id = newest.worker_id
