-- One row a value of a dimension among the chosen runs, NULL for those without one: outcomes, and what
-- the intervals need (see headline.sql). Most runs first, and how many values there are; at most
-- $shown values, and those of $named that any run has.
WITH clusters AS (
    SELECT value, alike, sum(n) / alike AS m, many(n, outcome = 'succeeded') / alike AS s
    FROM valued
    WHERE finished(outcome) AND cluster IS NOT NULL
    GROUP BY value, cluster, alike
    UNION ALL
    SELECT value, sum(n), 1::DOUBLE, (outcome = 'succeeded')::DOUBLE
    FROM valued
    WHERE finished(outcome) AND cluster IS NULL
    GROUP BY value, outcome
),
moments AS (
    SELECT
        value,
        sum(alike)::BIGINT AS clusters,
        sum(alike * m * m)::DOUBLE AS mm,
        sum(alike * s * s)::DOUBLE AS ss,
        sum(alike * s * m)::DOUBLE AS sm
    FROM clusters
    GROUP BY value
),
counts AS (
    SELECT
        value,
        many(n, true) AS runs,
        many(n, outcome = 'succeeded') AS succeeded,
        many(n, outcome = 'bad') AS bad,
        many(n, outcome = 'failed') AS failed,
        many(n, is_latest AND outcome = 'failed' AND linked) AS unresolved,
        distinct_of(work, n, alike, linked AND is_latest IS NULL) AS untold,
        many(n, linked) AS linked
    FROM valued
    GROUP BY value
)
SELECT
    counts.*,
    coalesce(clusters, 0) AS clusters,
    mm,
    ss,
    sm,
    count(counts.value) OVER () AS values
FROM counts
LEFT JOIN moments ON moments.value IS NOT DISTINCT FROM counts.value
QUALIFY row_number() OVER (ORDER BY counts.value IS NULL, runs DESC, counts.value) <= $shown
    OR list_contains($named::VARCHAR[], counts.value) OR counts.value IS NULL
ORDER BY runs DESC, counts.value
