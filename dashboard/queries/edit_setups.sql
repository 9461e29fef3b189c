-- For edits, numbered by their place in the lists, how the worker was set up for its next run;
-- without one, as it is set up now.
WITH edits AS MATERIALIZED (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS moment
),
-- The times first: to put all runs in order takes longer, unless one worker has hundreds of edits.
placed AS (
    SELECT number, worker_id,
        min(created_at) FILTER (created_at >= moment) AS next,
        max(created_at) FILTER (created_at < moment) AS last
    FROM edits LEFT JOIN history.runs USING (worker_id) GROUP BY ALL
),
beside AS (SELECT DISTINCT worker_id, unnest([next, last]) AS created_at FROM placed),
shown AS (
    SELECT worker_id, created_at, arg_min({
        'tools': tool_categories, 'context': context_sources, 'mode': output_mode
    }, run_id) AS run
    FROM history.runs JOIN beside USING (worker_id, created_at) GROUP BY ALL
)
SELECT
    p.number,
    coalesce(next.run.tools, w.tool_categories, last.run.tools) AS tool_categories,
    coalesce(next.run.context, w.context_sources, last.run.context) AS context_sources,
    coalesce(next.run.mode, w.output_mode, last.run.mode) AS output_mode
FROM placed p
LEFT JOIN history.workers w ON w.worker_id = p.worker_id
LEFT JOIN shown next ON next.worker_id = p.worker_id AND next.created_at = p.next
LEFT JOIN shown last ON last.worker_id = p.worker_id AND last.created_at = p.last
ORDER BY p.number
