-- Finished runs per side of a change and local day, oldest first: s counts those that succeeded, c
-- those that completed, good or bad.
SELECT
    change,
    place,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    count(*) AS n,
    count(*) FILTER (outcome = 'succeeded') AS s,
    count(*) FILTER (completed(outcome)) AS c
FROM windowed
WHERE place IN ('before', 'after') AND finished(outcome)
GROUP BY ALL
ORDER BY change, place, day
