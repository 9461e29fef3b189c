-- What is known of workers now: their configuration, else what their newest run shows; a label that
-- names several texts names none of them. known_at: of when that is.
WITH named AS (SELECT unnest($worker_ids::VARCHAR[]) AS worker_id),
last AS (
    SELECT worker_id, max(last) AS at
    FROM run_counts SEMI JOIN named USING (worker_id) GROUP BY worker_id
),
-- Most of these are among the newest of all runs (store/derived/recent.py).
seen AS (
    SELECT *, coalesce(last.at >= (SELECT min(created_at) FROM history.recent), false) AS is_recent
    FROM last
),
newest AS (
    SELECT * FROM history.recent WHERE rowid IN (
        SELECT arg_max(r.rowid, r.run_id)
        FROM history.recent r JOIN (SELECT * FROM seen WHERE is_recent) one
            ON one.worker_id = r.worker_id AND one.at = r.created_at
        GROUP BY r.worker_id
    )
    UNION ALL
    SELECT * FROM history.runs WHERE rowid IN (
        SELECT arg_max(r.rowid, r.run_id)
        FROM history.runs r JOIN (SELECT * FROM seen WHERE NOT is_recent) one
            ON one.worker_id = r.worker_id AND one.at = r.created_at
        GROUP BY r.worker_id
    )
),
known AS (
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
        w.instructions_text AS own_text,
        coalesce(w.instructions_id, newest.instructions_id) AS text_id,
        CASE WHEN w.instructions_id IS NULL AND newest.instructions_id IS NULL
            THEN newest.version END AS text_label,
        w.description AS description,
        w.worker_url AS worker_url,
        coalesce(w.as_of, newest.created_at) AS known_at
    FROM newest FULL JOIN (SELECT * FROM history.workers SEMI JOIN named USING (worker_id)) w
        ON w.worker_id = newest.worker_id
),
texts AS (
    SELECT k.worker_id, any_value(i.instructions_text) AS text
    FROM known k JOIN history.instructions i ON i.instructions_id = k.text_id
        OR (i.worker_id = k.worker_id AND i.instructions_version = k.text_label)
    GROUP BY k.worker_id HAVING count(DISTINCT i.instructions_text) = 1
)
SELECT
    k.* EXCLUDE (own_text, text_id, text_label),
    coalesce(k.own_text, t.text) AS instructions_text
FROM known k LEFT JOIN texts t USING (worker_id)
