-- Of every local day before and after a decision was carried out how many of the chosen runs were
-- created.
SELECT
    CASE WHEN created_at < $at THEN 'before' ELSE 'after' END AS place,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    count(*) AS runs
FROM runs
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY place, day
