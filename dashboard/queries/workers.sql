-- One row a worker of the chosen runs: outcomes, and what the intervals need (see headline.sql).
WITH clusters AS (
    SELECT
        worker_id,
        cluster,
        count(*) AS m,
        sum((outcome = 'succeeded')::INTEGER) AS s
    FROM runs
    WHERE finished(outcome)
    GROUP BY ALL
),
moments AS (
    SELECT
        worker_id,
        count(*) AS clusters,
        sum(m * m)::DOUBLE AS mm,
        sum(s * s)::DOUBLE AS ss,
        sum(s * m)::DOUBLE AS sm
    FROM clusters
    GROUP BY worker_id
),
counts AS (
    SELECT
        worker_id,
        arg_max(worker, created_at) AS worker,
        count(*) AS runs,
        count(*) FILTER (outcome = 'succeeded') AS succeeded,
        count(*) FILTER (outcome = 'bad') AS bad,
        count(*) FILTER (outcome = 'failed') AS failed,
        count(*) FILTER (outcome IN ('queued', 'pending', 'running')) AS unfinished,
        count(*) FILTER (is_latest AND outcome = 'failed' AND work IS NOT NULL) AS unresolved,
        count(DISTINCT work) FILTER (is_latest IS NULL) AS untold,
        count(*) FILTER (work IS NOT NULL) AS linked,
        max(created_at) AS last
    FROM runs
    GROUP BY worker_id
)
SELECT counts.*, coalesce(clusters, 0) AS clusters, mm, ss, sm, w.worker_status
FROM counts
LEFT JOIN moments ON moments.worker_id IS NOT DISTINCT FROM counts.worker_id
LEFT JOIN history.workers w ON w.worker_id = counts.worker_id
ORDER BY runs DESC, counts.worker_id
