-- What exports said of the workers of the chosen runs.
SELECT
    worker_id, worker, worker_status, instructions_id, instructions_version, instructions_text, model,
    context_sources, tool_categories, output_mode, output_policy, max_iterations, description, worker_url, extra
FROM history.workers
WHERE worker_id IN (SELECT worker_id FROM runs)
ORDER BY worker_id
