-- Runs, clusters and their squared sizes on either side, over the same sample as compare.sql.
SELECT a, sum(m)::BIGINT AS runs, count(*) AS clusters, sum(m * m)::DOUBLE AS mm
FROM (
    SELECT in_a AS a, count(*) AS m
    FROM sides
    WHERE in_a <> in_b AND hash(run_id) % CASE WHEN in_a THEN $every_a ELSE $every_b END = 0
    GROUP BY in_a, coalesce(task_id, record_id, run_id)
)
GROUP BY a
