-- The chosen runs by the hour in which they were created: those that finished (cause is NULL), and
-- those that failed for each of $causes.
SELECT NULL AS cause, date_trunc('hour', created_at) AS hour, count(*) AS runs
FROM runs
WHERE outcome IN ('succeeded', 'bad', 'failed')
GROUP BY ALL
UNION ALL
SELECT cause, date_trunc('hour', created_at) AS hour, count(*) AS runs
FROM failures
WHERE cause IN (SELECT unnest($causes))
GROUP BY ALL
ORDER BY ALL
