-- Failed runs around changes by cause and side.
SELECT change, place, cause, count(*) AS runs, arg_max(run_id, (created_at, run_id)) AS newest
FROM windowed_failures
WHERE place IN ('before', 'after')
GROUP BY ALL
ORDER BY ALL
