-- Finished runs around a change per local day or week, and those that succeeded or completed.
SELECT
    place,
    bucket(created_at, $unit, $zone) AS bucket,
    count(*) AS n,
    count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (outcome IN ('succeeded', 'bad')) AS completed
FROM windowed
WHERE place IN ('before', 'after') AND outcome IN ('succeeded', 'bad', 'failed')
GROUP BY ALL
ORDER BY bucket, place DESC
