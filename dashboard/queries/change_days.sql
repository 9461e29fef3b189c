-- Finished runs per side of a change and local day, oldest first: s counts those that succeeded, c
-- those that completed, good or bad. On which day a minute was is asked once for all its runs: clocks
-- change between minutes.
WITH placed AS (
    SELECT *, epoch_us(created_at) // 60000000 AS minute
    FROM windowed_counts WHERE place IN ('before', 'after') AND finished(outcome)
),
minutes AS (
    SELECT minute, (make_timestamptz(minute * 60000000) AT TIME ZONE $zone)::DATE AS day
    FROM (SELECT DISTINCT minute FROM placed)
)
SELECT
    change,
    place,
    day,
    many(n, true) AS n,
    many(n, outcome = 'succeeded') AS s,
    many(n, completed(outcome)) AS c
FROM placed JOIN minutes USING (minute)
GROUP BY ALL
ORDER BY change, place, day
