-- Per worker the failures of the reviewed window (place 1) and of the weeks before it (place 2),
-- with what the intervals need (see headline.sql).
WITH placed AS (
    SELECT
        worker_id,
        worker,
        created_at,
        cluster,
        (outcome = 'failed')::INTEGER AS failed,
        CASE WHEN created_at >= $since THEN 1 ELSE 2 END AS place
    FROM runs
    WHERE finished(outcome) AND worker_id IS NOT NULL
        AND created_at >= $before AND created_at < $until
        AND time_basis IS DISTINCT FROM 'import'
)
SELECT
    worker_id,
    place,
    arg_max(worker, last) AS worker,
    sum(m)::BIGINT AS n,
    sum(s)::BIGINT AS s,
    count(*) AS clusters,
    sum(m * m)::DOUBLE AS mm,
    sum(s * s)::DOUBLE AS ss,
    sum(s * m)::DOUBLE AS sm
FROM (
    SELECT worker_id, place, cluster, arg_max(worker, created_at) AS worker,
        max(created_at) AS last, count(*) AS m, sum(failed) AS s
    FROM placed GROUP BY worker_id, place, cluster
)
GROUP BY worker_id, place
ORDER BY worker_id, place
