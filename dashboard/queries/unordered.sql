-- Workers whose runs with several values of a thing all stand at one time, so that no value came
-- first.
SELECT worker_id, any_value(worker) AS worker, field, list(DISTINCT value ORDER BY value) AS held
FROM (
    UNPIVOT (
        SELECT worker_id, worker, created_at, version, model, worker_status AS status
        FROM runs WHERE worker_id IS NOT NULL
    )
    ON version, model, status INTO NAME field VALUE value
)
GROUP BY worker_id, field
HAVING min(value) <> max(value) AND min(created_at) = max(created_at)
ORDER BY worker, worker_id, field
