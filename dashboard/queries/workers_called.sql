-- The workers that have this id, or had this name when they last ran, with that name; where there is
-- none, those that ever had it.
WITH named AS (
    SELECT worker_id, newest_of(worker, created_at) AS worker, bool_or(worker = $called) AS ever
    FROM history.runs GROUP BY worker_id
),
called AS (SELECT * FROM named WHERE worker_id = $called OR worker = $called)
SELECT worker_id, worker FROM called
UNION ALL
SELECT worker_id, worker FROM named WHERE ever AND (SELECT count(*) FROM called) = 0
ORDER BY worker_id
