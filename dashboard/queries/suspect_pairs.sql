-- Per worker and two checks how many of the chosen runs both call suspect.
WITH flagged AS (
    SELECT worker_id, string_split(checks, ' ') AS held
    FROM runs WHERE contains(checks, ' ') AND worker_id IS NOT NULL
), one AS (SELECT worker_id, held, unnest(held) AS one FROM flagged),
pairs AS (SELECT worker_id, one, unnest(held) AS other FROM one)
SELECT worker_id, one, other, count(*) AS runs
FROM pairs WHERE one < other
GROUP BY ALL
ORDER BY ALL
