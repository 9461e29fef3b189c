-- One row a value of a dimension among the chosen runs, NULL for those without one: outcomes, and what
-- the intervals need (see headline.sql). Most runs first, and how many values there are; at most
-- $shown rows, and those of $named that any run has.
WITH clusters AS (
    SELECT
        value,
        cluster,
        count(*) AS m,
        sum((outcome = 'succeeded')::INTEGER) AS s
    FROM valued
    WHERE finished(outcome)
    GROUP BY ALL
),
moments AS (
    SELECT
        value,
        count(*) AS clusters,
        sum(m * m)::DOUBLE AS mm,
        sum(s * s)::DOUBLE AS ss,
        sum(s * m)::DOUBLE AS sm
    FROM clusters
    GROUP BY value
),
counts AS (
    SELECT
        value,
        count(*) AS runs,
        count(*) FILTER (outcome = 'succeeded') AS succeeded,
        count(*) FILTER (outcome = 'bad') AS bad,
        count(*) FILTER (outcome = 'failed') AS failed,
        count(*) FILTER (is_latest AND outcome = 'failed' AND work IS NOT NULL) AS unresolved,
        count(DISTINCT work) FILTER (is_latest IS NULL) AS untold,
        count(*) FILTER (work IS NOT NULL) AS linked
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
QUALIFY row_number() OVER (ORDER BY runs DESC, counts.value) <= $shown
    OR list_contains($named::VARCHAR[], counts.value)
ORDER BY runs DESC, counts.value
