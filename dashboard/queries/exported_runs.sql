-- The chosen runs as an export has them, in the order in which they came; whether
-- they were good is as pages say it, also where a person said what counts as success.
SELECT
    run_id, worker_id, worker, retry_of, status, raw_status, created_at, started_at, finished_at, updated_at,
    duration_ms, time_basis, trigger, record_type, record_id, record_title, record_url, record_text, task_id,
    task_title, task_url, task_text, instructions_id, instructions_version, model, context_sources, tool_categories,
    output_mode, output_policy, max_iterations, worker_status, tools_called, steps, tokens, cost, comment_preview,
    output_text, output_location, output_visibility, effects, effects_state, error_type, error_message, score,
    judged AS quality, quality_reason, attributed_to, extra
FROM runs
