-- Workers that are paused or drafts now: a workers file says it, else their newest run.
SELECT worker_id FROM history.workers WHERE lower(trim(worker_status)) IN ('paused', 'draft')
UNION
SELECT worker_id FROM (
    SELECT worker_id, arg_max(worker_status, (created_at, run_id)) AS worker_status
    FROM history.runs
    WHERE worker_id NOT IN (
        SELECT worker_id FROM history.workers WHERE worker_status IS NOT NULL
    )
    GROUP BY worker_id
)
WHERE lower(trim(worker_status)) IN ('paused', 'draft')
