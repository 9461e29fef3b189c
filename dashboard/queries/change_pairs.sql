-- Runs of one task or record on both sides of a change that ended otherwise: the last before it and
-- the first after it. broke: worked before, failed or bad after; else the other way round.
WITH finished AS (
    SELECT run_id, place, created_at, cluster,
        outcome = 'succeeded' AS worked
    FROM windowed
    WHERE outcome IN ('succeeded', 'bad', 'failed')
),
sided AS (
    SELECT
        cluster,
        arg_max(run_id, (created_at, run_id)) FILTER (place = 'before') AS run_before,
        arg_max(worked, (created_at, run_id)) FILTER (place = 'before') AS worked_before,
        arg_min(run_id, (created_at, run_id)) FILTER (place = 'after') AS run_after,
        arg_min(worked, (created_at, run_id)) FILTER (place = 'after') AS worked_after,
        min(created_at) FILTER (place = 'after') AS first_after
    FROM finished GROUP BY cluster
)
SELECT run_before, run_after, worked_before AS broke
FROM sided
WHERE run_before IS NOT NULL AND run_after IS NOT NULL AND worked_before <> worked_after
QUALIFY row_number() OVER (PARTITION BY broke ORDER BY first_after, run_before) <= $shown
ORDER BY first_after, run_before
