-- For workers and times, numbered by their place in the lists, the instructions that were in force
-- then, '' where they are not known: those of the run after or before, of the newest edit until
-- then, or those of now if no edit came later. A label that names several texts names none.
WITH asked AS MATERIALIZED (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS moment
),
-- Between which moments, and of which runs, as in edit_setups.sql; of runs that say what was in force.
known AS (SELECT * FROM every_setup WHERE version IS NOT NULL),
near AS (
    SELECT number, worker_id, moment,
        coalesce(max(created_at) FILTER (created_at < moment), moment) AS since,
        coalesce(min(created_at) FILTER (created_at >= moment), moment) AS until
    FROM asked JOIN (SELECT worker_id, unnest([created_at, last]) AS created_at FROM known)
        USING (worker_id)
    GROUP BY number, worker_id, moment
),
told AS (
    SELECT number, true AS is_next, instructions_id AS id, version AS label
    FROM near JOIN known s USING (worker_id) WHERE s.last >= moment AND s.created_at <= until
    UNION
    SELECT number, false, instructions_id, version
    FROM near JOIN known s USING (worker_id) WHERE s.created_at < moment AND s.last >= since
),
unclear AS (SELECT number, is_next FROM told GROUP BY number, is_next HAVING count(*) > 1),
days AS (
    SELECT *, unnest(days_beside(since, moment, until)) AS day FROM near JOIN unclear USING (number)
),
one_by_one AS (
    SELECT number, is_next,
        arg_min(said, (CASE WHEN is_next THEN 1 ELSE -1 END * epoch_us(created_at), run_id)) AS said
    FROM (
        SELECT n.number, n.is_next, r.created_at, r.run_id,
            {'id': instructions_id, 'label': version} AS said
        FROM days n JOIN history.runs r ON r.worker_id = n.worker_id
            AND epoch_us(r.created_at) // 86400000000 = n.day
            AND r.created_at BETWEEN n.since AND n.until
            AND (r.created_at >= n.moment) = n.is_next
        WHERE version IS NOT NULL
    ) GROUP BY number, is_next
),
shown AS (
    SELECT number, is_next, {'id': id, 'label': label} AS said
    FROM told ANTI JOIN unclear USING (number, is_next)
    UNION ALL
    FROM one_by_one
),
placed AS (
    SELECT number, worker_id, moment, said FROM asked LEFT JOIN (
        SELECT number, coalesce(
            any_value(said) FILTER (is_next), any_value(said) FILTER (NOT is_next)
        ) AS said
        FROM shown GROUP BY number
    ) USING (number)
),
texts AS (
    SELECT instructions_id AS id, max(instructions_text) AS text FROM (
        SELECT instructions_id, instructions_text FROM history.instructions
        UNION ALL SELECT instructions_id, instructions_text FROM history.workers
    ) GROUP BY instructions_id
),
labels AS (
    SELECT worker_id, instructions_version AS label, max(instructions_text) AS text
    FROM history.instructions WHERE worker_id IS NOT NULL AND instructions_version IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT instructions_text) = 1
),
edited AS (
    SELECT p.number,
        max({'at': c.changed_at, 'text': c.new_text}) FILTER (c.changed_at <= p.moment) AS until,
        coalesce(bool_or(c.changed_at > p.moment), false) AS later
    FROM placed p JOIN changes c ON c.worker_id = p.worker_id AND c.what = 'instructions'
    GROUP BY p.number
)
SELECT p.number, coalesce(
    t.text, l.text, e.until.text,
    CASE WHEN NOT coalesce(e.later, false) THEN w.instructions_text END, ''
) AS text
FROM placed p
LEFT JOIN texts t ON t.id = p.said.id
LEFT JOIN labels l ON l.worker_id = p.worker_id AND l.label = p.said.label AND p.said.id IS NULL
LEFT JOIN edited e ON e.number = p.number
LEFT JOIN history.workers w ON w.worker_id = p.worker_id
ORDER BY p.number
