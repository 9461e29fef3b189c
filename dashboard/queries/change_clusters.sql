-- What the design effect needs, per side of a change (see headline.sql): s counts runs that
-- succeeded, c those that completed, good or bad.
SELECT
    change,
    place,
    count(*) AS clusters,
    sum(m * m)::DOUBLE AS mm,
    sum(s * s)::DOUBLE AS ss,
    sum(s * m)::DOUBLE AS sm,
    sum(c * c)::DOUBLE AS cc,
    sum(c * m)::DOUBLE AS cm
FROM (
    SELECT
        change,
        place,
        count(*) AS m,
        sum((outcome = 'succeeded')::INTEGER) AS s,
        sum(completed(outcome)::INTEGER) AS c
    FROM windowed
    WHERE place IN ('before', 'after') AND finished(outcome)
    GROUP BY change, place, cluster
)
GROUP BY ALL
ORDER BY ALL
