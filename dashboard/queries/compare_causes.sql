-- Of the finished runs of either side, how many have which cause; over the same sample as
-- compare.sql.
SELECT cause,
    count(*) FILTER (in_a) AS a,
    count(*) FILTER (in_b) AS b
FROM sides run
WHERE cause IS NOT NULL AND sampled(run, $every_a, $every_b)
GROUP BY cause
ORDER BY count(*) DESC, cause
