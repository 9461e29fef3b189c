-- Of the finished runs of either side, how many have which cause; over the same sample as
-- compare.sql.
SELECT cause,
    count(*) FILTER (in_a) AS a,
    count(*) FILTER (in_b) AS b
FROM named_sides
WHERE cause IS NOT NULL
GROUP BY cause
ORDER BY count(*) DESC, cause
