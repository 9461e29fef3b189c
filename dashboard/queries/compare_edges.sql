-- The quartiles of numbers over the runs of both sets, and the tools that they call most; over the
-- same sample as compare.sql.
WITH chosen AS MATERIALIZED (
    SELECT run_id, amounts(run) AS amount, names(tools_called) AS called
    FROM sides run WHERE sampled(run, $every_a, $every_b)
)
SELECT
    quarters(amount) AS edges,
    (
        SELECT list(name ORDER BY runs DESC, name) FROM (
            SELECT name, count(*) AS runs
            FROM (SELECT DISTINCT run_id, unnest(called) AS name FROM chosen)
            WHERE name IS NOT NULL GROUP BY name HAVING count(*) >= 5
            ORDER BY runs DESC, name LIMIT 15
        )
    ) AS tools
FROM chosen
