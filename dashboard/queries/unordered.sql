-- Workers whose runs with several values of a thing begin at one time, so that none of these came
-- first; alone: no run stands at another time.
WITH along AS (
    UNPIVOT (
        SELECT worker_id, worker, created_at, version, model, worker_status AS status
        FROM runs WHERE worker_id IS NOT NULL
    )
    ON version, model, status INTO NAME field VALUE value
),
begun AS (
    SELECT worker_id, any_value(worker) AS worker, field, value,
        min(created_at) AS first, max(created_at) AS last
    FROM along GROUP BY worker_id, field, value
)
SELECT worker_id, any_value(worker) AS worker, field, list(value ORDER BY value) AS held,
    bool_and(first = last) AND count(*) = any_value(known) AS alone
FROM (SELECT *, count(*) OVER (PARTITION BY worker_id, field) AS known FROM begun)
GROUP BY worker_id, field, first
HAVING count(*) > 1
ORDER BY worker, worker_id, field, first
