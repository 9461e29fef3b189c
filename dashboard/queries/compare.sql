-- How often every value of every attribute occurs on either side, with the sums over clusters that
-- the design effect needs (see headline.sql); a run that is the only one of its cluster is counted
-- without it. A run has a value at most once. The value '' of a list says that the list is known;
-- NULL is a scalar that the run lacks.
WITH held AS (
    FROM described
    UNION ALL
    SELECT a, cluster, 1,
        unnest(offered_fields(extra, $names, $wholes, $steps, $lists), recursive := false)
    FROM compared WHERE extra IS NOT NULL
    UNION ALL
    SELECT a, cluster, 1, unnest(list_filter(own_fields(extra), lambda pair:
        NOT list_contains($names::VARCHAR[], pair.attribute)), recursive := false)
    FROM compared WHERE extra IS NOT NULL
),
cells AS (
    SELECT a, cluster, pair.attribute AS attribute, pair.value AS value, sum(n)::BIGINT AS s
    FROM held GROUP BY ALL
),
counted AS (
    SELECT attribute, value,
        coalesce(sum(s) FILTER (a), 0)::BIGINT AS runs_a,
        coalesce(sum(s) FILTER (NOT a), 0)::BIGINT AS runs_b,
        coalesce(sum(s * each) FILTER (a), 0)::DOUBLE AS ss_a,
        coalesce(sum(s * each) FILTER (NOT a), 0)::DOUBLE AS ss_b,
        coalesce(sum(s * size) FILTER (a), 0)::DOUBLE AS sm_a,
        coalesce(sum(s * size) FILTER (NOT a), 0)::DOUBLE AS sm_b
    FROM (
        SELECT a, attribute, value, s,
            coalesce(m, 1) AS size, CASE WHEN m IS NULL THEN 1 ELSE s END AS each
        FROM cells LEFT JOIN several USING (a, cluster)
    )
    GROUP BY ALL
)
SELECT *,
    count(*) OVER whole AS values,
    (sum(runs_a) OVER whole)::BIGINT AS given_a,
    (sum(runs_b) OVER whole)::BIGINT AS given_b,
    coalesce(sum(runs_a) FILTER (runs_b = 0) OVER whole, 0)::BIGINT AS only_a,
    coalesce(sum(runs_b) FILTER (runs_a = 0) OVER whole, 0)::BIGINT AS only_b
FROM counted
WINDOW whole AS (PARTITION BY attribute)
QUALIFY value = '' OR runs_a + runs_b >= $fewest
ORDER BY attribute, value
