-- For workers and times, numbered by their place in the lists, the instructions that were in force
-- then, '' where they are not known: those of the run after or before, of the newest edit until
-- then, or those of now if no edit came later. A label that names several texts names none.
WITH asked AS MATERIALIZED (
    SELECT
        unnest(range(len($workers))) AS number,
        unnest($workers::VARCHAR[]) AS worker_id,
        unnest($times::TIMESTAMPTZ[]) AS moment
),
-- The times first, as in edit_setups.sql.
beside AS (
    SELECT number, worker_id, moment, coalesce(
        min(created_at) FILTER (created_at >= moment), max(created_at) FILTER (created_at < moment)
    ) AS created_at
    FROM asked LEFT JOIN (
        FROM history.runs WHERE instructions_id IS NOT NULL OR version IS NOT NULL
    ) USING (worker_id)
    GROUP BY ALL
),
shown AS (
    SELECT worker_id, created_at, arg_min({'id': instructions_id, 'label': version}, run_id) AS said
    FROM history.runs SEMI JOIN beside USING (worker_id, created_at)
    WHERE instructions_id IS NOT NULL OR version IS NOT NULL
    GROUP BY ALL
),
placed AS (
    SELECT number, worker_id, moment, said FROM beside LEFT JOIN shown USING (worker_id, created_at)
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
