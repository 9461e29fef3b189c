-- One row a worker of the chosen runs: outcomes, and what the intervals need (see headline.sql).
WITH clusters AS (
    SELECT worker_id, alike, sum(n) / alike AS m, many(n, outcome = 'succeeded') / alike AS s
    FROM run_counts
    WHERE finished(outcome) AND cluster IS NOT NULL
    GROUP BY worker_id, cluster, alike
    UNION ALL
    SELECT worker_id, sum(n), 1::DOUBLE, (outcome = 'succeeded')::DOUBLE
    FROM run_counts
    WHERE finished(outcome) AND cluster IS NULL
    GROUP BY worker_id, outcome
),
moments AS (
    SELECT
        worker_id,
        sum(alike)::BIGINT AS clusters,
        sum(alike * m * m)::DOUBLE AS mm,
        sum(alike * s * s)::DOUBLE AS ss,
        sum(alike * s * m)::DOUBLE AS sm
    FROM clusters
    GROUP BY worker_id
),
counts AS (
    SELECT
        worker_id,
        newest_of(worker, last) AS worker,
        many(n, true) AS runs,
        many(n, outcome = 'succeeded') AS succeeded,
        many(n, outcome = 'bad') AS bad,
        many(n, outcome = 'failed') AS failed,
        many(n, outcome IN ('queued', 'pending', 'running')) AS unfinished,
        many(n, is_latest AND outcome = 'failed' AND linked) AS unresolved,
        distinct_of(work, n, alike, linked AND is_latest IS NULL) AS untold,
        many(n, linked) AS linked,
        max(last) AS last
    FROM run_counts
    GROUP BY worker_id
)
SELECT counts.*, coalesce(clusters, 0) AS clusters, mm, ss, sm, w.worker_status
FROM counts
LEFT JOIN moments ON moments.worker_id IS NOT DISTINCT FROM counts.worker_id
LEFT JOIN history.workers w ON w.worker_id = counts.worker_id
ORDER BY runs DESC, counts.worker_id
