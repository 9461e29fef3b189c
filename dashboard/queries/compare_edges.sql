-- The quartiles of numbers over the runs of both sets, and the tools that they call most; over the
-- same sample as compare.sql.
WITH chosen AS (
    SELECT run_id, steps, tokens, cost, tools_called, task_text, task_title, record_text
    FROM sides
    WHERE in_a <> in_b AND hash(run_id) % CASE WHEN in_a THEN $every_a ELSE $every_b END = 0
)
SELECT
    quantile_disc(steps, [0.25, 0.5, 0.75]) AS steps,
    quantile_disc(tokens, [0.25, 0.5, 0.75]) AS tokens,
    quantile_disc(cost, [0.25, 0.5, 0.75]) AS cost,
    quantile_disc(len(tools_called), [0.25, 0.5, 0.75]) AS calls,
    quantile_disc(strlen(coalesce(task_text, task_title)), [0.25, 0.5, 0.75]) AS task_length,
    quantile_disc(strlen(record_text), [0.25, 0.5, 0.75]) AS record_length,
    (
        SELECT list(name ORDER BY runs DESC, name) FROM (
            SELECT name, count(*) AS runs FROM (
                SELECT DISTINCT run_id, unnest(list_transform(tools_called, lambda t: t.name)) AS name
                FROM chosen
            ) WHERE name IS NOT NULL GROUP BY name HAVING count(*) >= 5
            ORDER BY runs DESC, name LIMIT 15
        )
    ) AS tools
FROM chosen
