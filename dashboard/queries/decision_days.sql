-- Of every local day before and after a decision was carried out how many of the chosen runs were
-- created, and how many of them had not ended a day after that: they still have not, or it is known
-- when they did.
SELECT
    CASE WHEN created_at < $at THEN 'before' ELSE 'after' END AS place,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    count(*) AS runs,
    count(*) FILTER (
        CASE WHEN outcome IN ('queued', 'pending', 'running') THEN created_at < $open_since
            ELSE finished_at >= created_at + INTERVAL 1 DAY END
    ) AS stuck
FROM runs
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
ORDER BY place, day
