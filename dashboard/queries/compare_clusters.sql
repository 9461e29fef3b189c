-- Runs, clusters and their squared sizes on either side, over the same sample as compare.sql; and
-- the sums that the success rate of the finished runs needs (see headline.sql), with how many of the
-- completed ones the export judged.
WITH clusters AS (
    SELECT in_a AS a,
        count(*) AS m,
        count(*) FILTER (finished(outcome)) AS f,
        count(*) FILTER (outcome = 'succeeded') AS s,
        count(*) FILTER (completed(outcome)) AS c,
        count(*) FILTER (completed(outcome) AND judged IS NOT NULL) AS j
    FROM sides run WHERE sampled(run, $every_a, $every_b)
    GROUP BY in_a, cluster
)
SELECT a,
    sum(m)::BIGINT AS runs, count(*) AS clusters, sum(m * m)::DOUBLE AS mm,
    sum(f)::BIGINT AS finished, sum(s)::BIGINT AS succeeded, sum(c)::BIGINT AS completed,
    sum(j)::BIGINT AS judged, count(*) FILTER (f > 0) AS finished_clusters,
    sum(f * f)::DOUBLE AS ff, sum(s * s)::DOUBLE AS ss, sum(s * f)::DOUBLE AS sf,
    sum(c * c)::DOUBLE AS cc, sum(c * f)::DOUBLE AS cf
FROM clusters
GROUP BY a
