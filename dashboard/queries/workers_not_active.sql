-- Workers that are paused or drafts now: a workers file says it, else their newest run that says it; of
-- several at once the last by its id. Runs are looked at where rows that stand for several differ.
WITH said AS (
    SELECT worker_id, worker_status, last FROM every_setup
    WHERE worker_status IS NOT NULL AND worker_id NOT IN (
        SELECT worker_id FROM history.workers WHERE worker_status IS NOT NULL
    )
),
newest AS (
    SELECT worker_id, last AS at, min(worker_status) AS worker_status,
        min(worker_status) <> max(worker_status) AS differ
    FROM said JOIN (SELECT worker_id, max(last) AS last FROM said GROUP BY worker_id)
        USING (worker_id, last)
    GROUP BY worker_id, last
),
one_by_one AS (
    SELECT r.worker_id, arg_max(r.worker_status, r.run_id) AS worker_status
    FROM newest JOIN history.runs r ON r.worker_id = newest.worker_id AND r.created_at = newest.at
    WHERE newest.differ GROUP BY r.worker_id
)
SELECT worker_id FROM history.workers WHERE lower(trim(worker_status)) IN ('paused', 'draft')
UNION
SELECT worker_id FROM newest
WHERE NOT differ AND lower(trim(worker_status)) IN ('paused', 'draft')
UNION
SELECT worker_id FROM one_by_one WHERE lower(trim(worker_status)) IN ('paused', 'draft')
