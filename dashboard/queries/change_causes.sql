-- Failed runs around changes by cause and side.
SELECT change, place, cause, count(*) AS runs
FROM windowed_failures
WHERE place IN ('before', 'after')
GROUP BY ALL
ORDER BY ALL
