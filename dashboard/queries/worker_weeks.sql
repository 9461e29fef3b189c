-- Per worker the failures of the reviewed window (place 1) and of the weeks before it (place 2),
-- with what the intervals need (see headline.sql).
WITH placed AS (
    SELECT
        worker_id,
        worker,
        last,
        cluster,
        n,
        alike,
        (outcome = 'failed')::BIGINT AS failed,
        CASE WHEN created_at >= $since THEN 1 ELSE 2 END AS place
    FROM run_counts
    WHERE finished(outcome) AND worker_id IS NOT NULL
        AND created_at >= $before AND created_at < $until
        AND time_basis IS DISTINCT FROM 'import'
)
SELECT
    worker_id,
    place,
    newest_of(worker, last) AS worker,
    sum(alike * m)::BIGINT AS n,
    sum(alike * s)::BIGINT AS s,
    sum(alike)::BIGINT AS clusters,
    sum(alike * m * m)::DOUBLE AS mm,
    sum(alike * s * s)::DOUBLE AS ss,
    sum(alike * s * m)::DOUBLE AS sm
FROM (
    SELECT worker_id, place, newest_of(worker, last) AS worker,
        max(last) FILTER (worker IS NOT NULL) AS last,
        alike, sum(n) / alike AS m, sum(n * failed) / alike AS s
    FROM placed WHERE cluster IS NOT NULL GROUP BY worker_id, place, cluster, alike
    UNION ALL
    SELECT worker_id, place, newest_of(worker, last),
        max(last) FILTER (worker IS NOT NULL), sum(n), 1::DOUBLE, failed::DOUBLE
    FROM placed WHERE cluster IS NULL GROUP BY worker_id, place, failed
)
GROUP BY worker_id, place
ORDER BY worker_id, place
