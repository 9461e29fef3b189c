-- What the design effect needs, per side of a change (see headline.sql): s counts runs that
-- succeeded, c those that completed, good or bad. Runs that are alone (store/derived/gathered.py) are
-- counted without their clusters.
SELECT
    change,
    place,
    sum(alike)::BIGINT AS clusters,
    sum(alike * m * m)::DOUBLE AS mm,
    sum(alike * s * s)::DOUBLE AS ss,
    sum(alike * s * m)::DOUBLE AS sm,
    sum(alike * c * c)::DOUBLE AS cc,
    sum(alike * c * m)::DOUBLE AS cm
FROM (
    SELECT
        change,
        place,
        any_value(alike) AS alike,
        count(*) AS m,
        count(*) FILTER (outcome = 'succeeded') AS s,
        count(*) FILTER (completed(outcome)) AS c
    FROM windowed_again
    WHERE place IN ('before', 'after') AND finished(outcome)
    GROUP BY change, place, cluster
    UNION ALL
    SELECT
        change, place, many(n, true), 1, (outcome = 'succeeded')::BIGINT,
        completed(outcome)::BIGINT
    FROM windowed_counts
    WHERE place IN ('before', 'after') AND finished(outcome) AND cluster IS NULL
    GROUP BY ALL
)
GROUP BY ALL
ORDER BY ALL
