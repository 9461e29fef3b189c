-- What is known of a worker now: its configuration, else what its newest run shows.
WITH newest AS (
    SELECT * FROM history.runs WHERE worker_id = $worker_id
    ORDER BY created_at DESC, run_id DESC LIMIT 1
)
SELECT
    coalesce(w.worker_id, newest.worker_id) AS worker_id,
    coalesce(w.worker, newest.worker) AS worker,
    w.worker_id IS NOT NULL AS configured,
    coalesce(w.worker_status, newest.worker_status) AS worker_status,
    coalesce(w.model, newest.model) AS model,
    coalesce(w.context_sources, newest.context_sources) AS context_sources,
    coalesce(w.tool_categories, newest.tool_categories) AS tool_categories,
    coalesce(w.output_mode, newest.output_mode) AS output_mode,
    coalesce(w.output_policy, newest.output_policy) AS output_policy,
    coalesce(w.max_iterations, newest.max_iterations) AS max_iterations,
    coalesce(w.instructions_version, newest.version) AS version,
    coalesce(w.instructions_text, (
        SELECT max(i.instructions_text) FROM history.instructions i
        WHERE i.instructions_id = coalesce(w.instructions_id, newest.instructions_id)
    )) AS instructions_text,
    w.description,
    w.worker_url
FROM newest FULL JOIN (SELECT * FROM history.workers WHERE worker_id = $worker_id) w
    ON w.worker_id = newest.worker_id
