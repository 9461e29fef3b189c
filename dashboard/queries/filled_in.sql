-- Workers most of whose runs with instructions and no version have a text that no other run of theirs
-- has: at least $fewest. Of such texts nothing tells which is an edit of which.
WITH texts AS (
    SELECT worker_id, instructions_id, newest_of(worker, last) AS worker, max(last) AS newest,
        sum(n) AS runs
    FROM setup_counts
    WHERE worker_id IS NOT NULL AND instructions_id IS NOT NULL AND instructions_version IS NULL
    GROUP BY worker_id, instructions_id
)
SELECT
    worker_id, newest_of(worker, newest) AS worker, sum(runs)::BIGINT AS runs,
    count(*) FILTER (runs = 1) AS alone
FROM texts GROUP BY worker_id
HAVING count(*) FILTER (runs = 1) >= $fewest AND 2 * count(*) FILTER (runs = 1) > sum(runs)
ORDER BY worker, worker_id
