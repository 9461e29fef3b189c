-- Runs, clusters and their squared sizes on either side, over the same sample as compare.sql; and
-- the sums that the success rate of the finished runs needs (see headline.sql), with how many of the
-- completed ones the export judged.
WITH chosen AS MATERIALIZED (
    SELECT in_a AS a, cluster, outcome, judged, alone IS TRUE AS alone
    FROM sides run WHERE sampled(run, $every_a, $every_b)
),
clusters AS (
    SELECT a,
        1 AS alike,
        count(*) AS m,
        count(*) FILTER (finished(outcome)) AS f,
        count(*) FILTER (outcome = 'succeeded') AS s,
        count(*) FILTER (completed(outcome)) AS c,
        count(*) FILTER (completed(outcome) AND judged IS NOT NULL) AS j
    FROM chosen WHERE NOT alone
    GROUP BY a, cluster
    UNION ALL
    SELECT a, count(*), 1,
        finished(outcome)::BIGINT,
        (outcome = 'succeeded')::BIGINT,
        completed(outcome)::BIGINT,
        (completed(outcome) AND judged IS NOT NULL)::BIGINT
    FROM chosen WHERE alone
    GROUP BY ALL
)
SELECT a,
    sum(alike * m)::BIGINT AS runs, sum(alike)::BIGINT AS clusters,
    sum(alike * m * m)::DOUBLE AS mm, sum(alike * f)::BIGINT AS finished,
    sum(alike * s)::BIGINT AS succeeded, sum(alike * c)::BIGINT AS completed,
    sum(alike * j)::BIGINT AS judged,
    coalesce(sum(alike) FILTER (f > 0), 0)::BIGINT AS finished_clusters,
    sum(alike * f * f)::DOUBLE AS ff, sum(alike * s * s)::DOUBLE AS ss,
    sum(alike * s * f)::DOUBLE AS sf, sum(alike * c * c)::DOUBLE AS cc,
    sum(alike * c * f)::DOUBLE AS cf
FROM clusters
GROUP BY a
