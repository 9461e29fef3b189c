-- For edits, numbered by their place in the lists, how the worker was set up for its next run;
-- without one, as it is set up now.
WITH edits AS MATERIALIZED (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS moment
),
along AS (
    SELECT worker_id, moment, number, NULL AS run_id FROM edits
    UNION ALL
    SELECT worker_id, created_at, NULL, run_id
    FROM history.runs SEMI JOIN edits USING (worker_id)
),
-- One pass over the runs: an ASOF join with few edits compares each of them with every run.
placed AS (
    SELECT number, worker_id,
        last_value(run_id IGNORE NULLS) OVER back AS last_id,
        last_value(run_id IGNORE NULLS) OVER ahead AS next_id
    FROM along
    WINDOW
        back AS (PARTITION BY worker_id ORDER BY moment, number NULLS LAST),
        ahead AS (PARTITION BY worker_id ORDER BY moment DESC, number NULLS FIRST)
    QUALIFY number IS NOT NULL
)
SELECT
    p.number,
    coalesce(next.tool_categories, w.tool_categories, last.tool_categories) AS tool_categories,
    coalesce(next.context_sources, w.context_sources, last.context_sources) AS context_sources,
    coalesce(next.output_mode, w.output_mode, last.output_mode) AS output_mode
FROM placed p
LEFT JOIN history.workers w ON w.worker_id = p.worker_id
LEFT JOIN history.runs next ON next.run_id = p.next_id
LEFT JOIN history.runs last ON last.run_id = p.last_id
ORDER BY p.number
