-- Changes of the workers that the chosen runs belong to, oldest first, with the first run after
-- each and the hashes of the instructions that its labels name.
WITH names AS (
    SELECT worker_id, arg_max(worker, created_at) AS worker FROM runs GROUP BY worker_id
),
labels AS (
    SELECT worker_id, instructions_version AS label, any_value(instructions_id) AS id
    FROM (
        SELECT worker_id, instructions_version, instructions_id FROM history.instructions
        UNION
        SELECT DISTINCT worker_id, instructions_version, instructions_id FROM history.runs
    )
    WHERE worker_id IS NOT NULL AND instructions_version IS NOT NULL
        AND instructions_id IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT instructions_id) = 1
)
SELECT
    c.worker_id, names.worker, c.changed_at, c.what, c.old, c.new, c.author, c.note, c.origin,
    c.how, c.cause, c.entry,
    CASE c.what WHEN 'instructions' THEN coalesce(c.old_id, olds.id) END AS old_id,
    CASE c.what WHEN 'instructions' THEN coalesce(c.new_id, news.id) END AS new_id,
    first.created_at AS first_run
FROM changes c
JOIN names ON names.worker_id = c.worker_id
LEFT JOIN labels olds ON olds.worker_id = c.worker_id AND olds.label = c.old
LEFT JOIN labels news ON news.worker_id = c.worker_id AND news.label = c.new
ASOF LEFT JOIN runs first
    ON first.worker_id = c.worker_id AND c.changed_at <= first.created_at
ORDER BY c.changed_at, c.worker_id, c.what, c.entry
