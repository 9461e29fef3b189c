-- For edits, numbered by their place in the lists, how the worker was set up for its next run;
-- without one, as it is set up now.
WITH edits AS MATERIALIZED (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS moment
),
-- Between which moments the next and the last run must be, as far as rows tell that stand for several.
near AS (
    SELECT number, worker_id, moment,
        coalesce(max(created_at) FILTER (created_at < moment), moment) AS since,
        coalesce(min(created_at) FILTER (created_at >= moment), moment) AS until
    FROM edits JOIN (SELECT worker_id, unnest([created_at, last]) AS created_at FROM every_setup)
        USING (worker_id)
    GROUP BY number, worker_id, moment
),
told AS (
    SELECT number, true AS is_next, tool_categories AS tools, context_sources AS context,
        output_mode AS mode
    FROM near JOIN every_setup s USING (worker_id) WHERE s.last >= moment AND s.created_at <= until
    UNION
    SELECT number, false, tool_categories, context_sources, output_mode
    FROM near JOIN every_setup s USING (worker_id) WHERE s.created_at < moment AND s.last >= since
),
-- Where they tell several, runs are looked at one by one, by their days: so each is looked at once,
-- however many edits its worker has.
unclear AS (SELECT number, is_next FROM told GROUP BY number, is_next HAVING count(*) > 1),
days AS (
    SELECT *, unnest(days_beside(since, moment, until)) AS day FROM near JOIN unclear USING (number)
),
one_by_one AS (
    SELECT number, is_next,
        arg_min(held, (CASE WHEN is_next THEN 1 ELSE -1 END * epoch_us(created_at), run_id)) AS held
    FROM (
        SELECT n.number, n.is_next, r.created_at, r.run_id, {
            'tools': r.tool_categories, 'context': r.context_sources, 'mode': r.output_mode
        } AS held
        FROM days n JOIN history.runs r ON r.worker_id = n.worker_id
            AND epoch_us(r.created_at) // 86400000000 = n.day
            AND r.created_at BETWEEN n.since AND n.until
            AND (r.created_at >= n.moment) = n.is_next
    )
    GROUP BY number, is_next
),
shown AS (
    SELECT number, is_next, tools, context, mode FROM told ANTI JOIN unclear USING (number, is_next)
    UNION ALL
    SELECT number, is_next, held.tools, held.context, held.mode FROM one_by_one
)
SELECT
    p.number,
    coalesce(
        CASE WHEN next.number IS NOT NULL THEN next.tools END,
        CASE WHEN w.worker_id IS NOT NULL THEN w.tool_categories END,
        CASE WHEN last.number IS NOT NULL THEN last.tools END
    ) AS tool_categories,
    coalesce(
        CASE WHEN next.number IS NOT NULL THEN next.context END,
        CASE WHEN w.worker_id IS NOT NULL THEN w.context_sources END,
        CASE WHEN last.number IS NOT NULL THEN last.context END
    ) AS context_sources,
    coalesce(next.mode, w.output_mode, last.mode) AS output_mode
FROM edits p
LEFT JOIN history.workers w ON w.worker_id = p.worker_id
LEFT JOIN (SELECT * FROM shown WHERE is_next) next ON next.number = p.number
LEFT JOIN (SELECT * FROM shown WHERE NOT is_next) last ON last.number = p.number
ORDER BY p.number
