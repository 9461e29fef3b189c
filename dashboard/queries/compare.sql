-- How often every value of every attribute occurs on either side, with the sums over clusters that
-- the design effect needs (see headline.sql); runs that are alone (store/derived/gathered.py) are
-- counted without their clusters. A run has a value at most once. The value '' of a
-- list says that the list is known; NULL is a scalar that the run lacks. One scan: the
-- lists of pairs are not joined, which would copy nearly all of them.
WITH chosen AS MATERIALIZED (
    SELECT * REPLACE (CASE WHEN NOT alone IS TRUE THEN cluster END AS cluster), in_a AS a,
        amounts(run) AS amount
    FROM named_sides run
),
held AS (
    SELECT a, cluster,
        unnest(described(run, amount, $zone, $edges, $tools), recursive := false) AS pair
    FROM chosen run
    UNION ALL
    SELECT a, cluster,
        unnest(offered_fields(extra, $names, $wholes, $steps, $lists), recursive := false)
    FROM chosen
    UNION ALL
    SELECT a, cluster, unnest(list_filter(own_fields(extra), lambda pair:
        NOT list_contains($names::VARCHAR[], pair.attribute)), recursive := false)
    FROM chosen
),
cells AS (
    SELECT a, cluster, pair.attribute AS attribute, pair.value AS value, count(*) AS s
    FROM held GROUP BY ALL
),
sizes AS (SELECT a, cluster, count(*) AS m FROM chosen WHERE cluster IS NOT NULL GROUP BY ALL),
counted AS (
    SELECT attribute, value,
        coalesce(sum(s) FILTER (a), 0)::BIGINT AS runs_a,
        coalesce(sum(s) FILTER (NOT a), 0)::BIGINT AS runs_b,
        coalesce(sum(s * each) FILTER (a), 0)::DOUBLE AS ss_a,
        coalesce(sum(s * each) FILTER (NOT a), 0)::DOUBLE AS ss_b,
        coalesce(sum(s * m) FILTER (a), 0)::DOUBLE AS sm_a,
        coalesce(sum(s * m) FILTER (NOT a), 0)::DOUBLE AS sm_b
    FROM (
        SELECT * REPLACE (coalesce(m, 1) AS m), CASE WHEN m IS NULL THEN 1 ELSE s END AS each
        FROM cells LEFT JOIN sizes USING (a, cluster)
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
