-- Runs of one task or record on both sides of a change that ended otherwise: the last before it and
-- the first after it, where all runs at that time ended alike; a retry comes after what it tried
-- again. broke: worked before, failed or bad after; else the other way round.
WITH moments AS (
    SELECT cluster, place, tried, min(run_id) AS run_id,
        {
            worked: bool_or(outcome = 'succeeded'), alike: min(outcome) = max(outcome)
        } AS ended
    FROM windowed
    WHERE finished(outcome)
    GROUP BY ALL
),
sided AS (
    SELECT
        cluster,
        arg_max(run_id, tried) FILTER (place = 'before') AS run_before,
        arg_max(ended, tried) FILTER (place = 'before') AS was,
        arg_min(run_id, tried) FILTER (place = 'after') AS run_after,
        arg_min(ended, tried) FILTER (place = 'after') AS is_now,
        min(tried) FILTER (place = 'after') AS first_after
    FROM moments GROUP BY cluster
)
SELECT run_before, run_after, was.worked AS broke
FROM sided
WHERE was.alike AND is_now.alike AND was.worked <> is_now.worked
QUALIFY row_number() OVER (PARTITION BY broke ORDER BY first_after, run_before) <= $shown
ORDER BY first_after, run_before
