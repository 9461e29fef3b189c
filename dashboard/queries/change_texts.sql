-- The instructions that a change was from and to, and how the worker was set up after it.
WITH texts AS (
    SELECT instructions_id, max(instructions_text) AS text FROM (
        SELECT instructions_id, instructions_text FROM history.instructions
        UNION ALL SELECT instructions_id, instructions_text FROM history.workers
    ) GROUP BY instructions_id
),
set_up AS (
    SELECT
        arg_min(tool_categories, created_at) AS tool_categories,
        arg_min(context_sources, created_at) AS context_sources,
        arg_min(output_mode, created_at) AS output_mode
    FROM history.runs WHERE worker_id = $worker_id AND created_at >= $at
)
SELECT
    coalesce(
        (SELECT old_text FROM recorded WHERE entry = $entry),
        (SELECT text FROM texts WHERE instructions_id = $old_id)
    ) AS old_text,
    coalesce(
        (SELECT new_text FROM recorded WHERE entry = $entry),
        (SELECT text FROM texts WHERE instructions_id = $new_id)
    ) AS new_text,
    coalesce(s.tool_categories, w.tool_categories) AS tool_categories,
    coalesce(s.context_sources, w.context_sources) AS context_sources,
    coalesce(s.output_mode, w.output_mode) AS output_mode
FROM set_up s LEFT JOIN history.workers w ON w.worker_id = $worker_id
