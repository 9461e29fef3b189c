-- The first run of each local day, oldest day first.
SELECT min(created_at) AS first
FROM run_counts
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY date_trunc('day', created_at AT TIME ZONE $zone)
ORDER BY first
