-- For edits of instructions, numbered by their place in the lists, the text before and after, and
-- how the worker was set up for its next run; without one, as it is set up now.
WITH edits AS (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS at,
        unnest($entries::BIGINT[]) AS entry,
        unnest($old_ids::VARCHAR[]) AS old_id,
        unnest($new_ids::VARCHAR[]) AS new_id
),
texts AS (
    SELECT instructions_id, max(instructions_text) AS text FROM (
        SELECT instructions_id, instructions_text FROM history.instructions
        UNION ALL SELECT instructions_id, instructions_text FROM history.workers
    ) GROUP BY instructions_id
)
SELECT
    e.number,
    coalesce(r.old_text, old.text) AS old_text,
    coalesce(r.new_text, new.text) AS new_text,
    coalesce(next.tool_categories, w.tool_categories, last.tool_categories) AS tool_categories,
    coalesce(next.context_sources, w.context_sources, last.context_sources) AS context_sources,
    coalesce(next.output_mode, w.output_mode, last.output_mode) AS output_mode
FROM edits e
LEFT JOIN recorded r ON r.entry = e.entry
LEFT JOIN texts old ON old.instructions_id = e.old_id
LEFT JOIN texts new ON new.instructions_id = e.new_id
LEFT JOIN history.workers w ON w.worker_id = e.worker_id
ASOF LEFT JOIN history.runs next
    ON next.worker_id = e.worker_id AND e.at <= next.created_at
ASOF LEFT JOIN history.runs last
    ON last.worker_id = e.worker_id AND e.at > last.created_at
ORDER BY e.number
