-- For edits, numbered by their place in the lists, how the worker was set up for its next run;
-- without one, as it is set up now.
WITH edits AS MATERIALIZED (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS moment
),
-- Between which runs the next and the last must be, as far as gathered runs tell, and on which days:
-- so each run is looked at once, however many edits its worker has.
known AS (
    SELECT worker_id, unnest([created_at, last]) AS created_at FROM history.tallied
    UNION ALL
    SELECT worker_id, created_at FROM history.runs WHERE NOT EXISTS (FROM history.tallied)
),
near AS (
    SELECT number, worker_id, moment,
        coalesce(max(created_at) FILTER (created_at < moment), moment) AS since,
        coalesce(min(created_at) FILTER (created_at >= moment), moment) AS until
    FROM edits JOIN known USING (worker_id) GROUP BY number, worker_id, moment
),
days AS (SELECT *, unnest(days_beside(since, moment, until)) AS day FROM near),
shown AS (
    SELECT number,
        bool_or(created_at >= moment) AS has_next, bool_or(created_at < moment) AS has_last,
        arg_min(run, (created_at, run_id)) FILTER (created_at >= moment) AS next,
        arg_min(run, (-epoch_us(created_at), run_id)) FILTER (created_at < moment) AS last
    FROM (
        SELECT n.number, n.moment, r.created_at, r.run_id, {
            'tools': r.tool_categories, 'context': r.context_sources, 'mode': r.output_mode
        } AS run
        FROM days n JOIN history.runs r ON r.worker_id = n.worker_id
            AND epoch_us(r.created_at) // 86400000000 = n.day
            AND r.created_at BETWEEN n.since AND n.until
    )
    GROUP BY number
)
SELECT
    p.number,
    coalesce(
        CASE WHEN s.has_next THEN s.next.tools END,
        CASE WHEN w.worker_id IS NOT NULL THEN w.tool_categories END,
        CASE WHEN s.has_last THEN s.last.tools END
    ) AS tool_categories,
    coalesce(
        CASE WHEN s.has_next THEN s.next.context END,
        CASE WHEN w.worker_id IS NOT NULL THEN w.context_sources END,
        CASE WHEN s.has_last THEN s.last.context END
    ) AS context_sources,
    coalesce(s.next.mode, w.output_mode, s.last.mode) AS output_mode
FROM edits p
LEFT JOIN history.workers w ON w.worker_id = p.worker_id
LEFT JOIN shown s ON s.number = p.number
ORDER BY p.number
