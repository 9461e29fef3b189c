-- The failed or bad runs just before and just after a run, among the chosen ones.
SELECT
    arg_max(run_id, (created_at, run_id)) FILTER (
        (created_at, run_id) < ($created_at, $run_id)
    ) AS previous,
    arg_min(run_id, (created_at, run_id)) FILTER (
        (created_at, run_id) > ($created_at, $run_id)
    ) AS next
FROM runs
WHERE outcome IN ('failed', 'bad')
