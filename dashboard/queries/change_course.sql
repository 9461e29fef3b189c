-- Finished runs around a change per local day or week, and those that succeeded or completed.
SELECT
    place,
    bucket(created_at, $unit, $zone) AS bucket,
    count(*) AS n,
    count(*) FILTER (outcome = 'succeeded') AS succeeded,
    count(*) FILTER (completed(outcome)) AS completed
FROM windowed
WHERE place IN ('before', 'after') AND finished(outcome)
GROUP BY ALL
ORDER BY bucket, place DESC
