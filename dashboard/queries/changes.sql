-- Changes of the workers that the chosen runs belong to, oldest first, with how many runs the worker
-- had since the change before (NULL if that lies more than three days back), and the hashes of the
-- instructions that the labels name. A record that doesn't say which instructions it replaced takes
-- those that were in force. stamped: runs that stand at the time of their export show it.
WITH names AS (
    SELECT worker_id, newest_of(worker, last) AS worker FROM run_counts GROUP BY worker_id
),
labels AS (
    SELECT worker_id, instructions_version AS label, any_value(instructions_id) AS id
    FROM (
        SELECT worker_id, instructions_version, instructions_id FROM history.instructions
        UNION
        SELECT DISTINCT worker_id, instructions_version, instructions_id FROM every_setup
    )
    WHERE worker_id IS NOT NULL AND instructions_version IS NOT NULL
        AND instructions_id IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT instructions_id) = 1
),
times AS (
    SELECT worker_id, changed_at,
        lag(changed_at) OVER (PARTITION BY worker_id ORDER BY changed_at) AS previous
    FROM (SELECT DISTINCT worker_id, changed_at FROM changes)
),
close AS (
    SELECT t.worker_id, t.changed_at, count(r.run_id) AS runs
    FROM times t LEFT JOIN history.runs r ON r.worker_id = t.worker_id
        AND r.created_at >= t.previous AND r.created_at < t.changed_at
    WHERE t.changed_at <= t.previous + INTERVAL 3 DAY
    GROUP BY ALL
),
stamped AS (
    SELECT DISTINCT worker_id, created_at AS changed_at FROM history.runs WHERE time_basis = 'as_of'
)
SELECT
    c.worker_id, names.worker, c.changed_at, c.what, coalesce(c.old, was.old) AS old, c.new,
    c.author, c.note, c.origin, c.how, c.cause, c.entry, c.aim_entry,
    CASE c.what WHEN 'instructions' THEN coalesce(was.old_id, olds.id, c.old_id) END AS old_id,
    CASE c.what WHEN 'instructions' THEN coalesce(news.id, c.new_id) END AS new_id,
    close.runs AS runs_between, c.origin = 'derived' AND s.changed_at IS NOT NULL AS stamped
FROM changes c
JOIN names ON names.worker_id = c.worker_id
LEFT JOIN in_force was ON was.entry = c.entry
LEFT JOIN labels olds
    ON olds.worker_id = c.worker_id AND olds.label = coalesce(c.old, was.old)
LEFT JOIN labels news ON news.worker_id = c.worker_id AND news.label = c.new
LEFT JOIN close ON close.worker_id = c.worker_id AND close.changed_at = c.changed_at
LEFT JOIN stamped s ON s.worker_id = c.worker_id AND s.changed_at = c.changed_at
ORDER BY c.changed_at, c.worker_id, c.what, c.entry
