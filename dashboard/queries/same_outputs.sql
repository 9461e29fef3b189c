-- Per worker and two things that were found of outputs how many of the chosen runs have both: a check
-- that calls them suspect, by its name, or that they were judged bad, as 'bad'.
WITH flagged AS (
    SELECT worker_id, concat_ws(' ', checks, CASE WHEN outcome = 'bad' THEN 'bad' END) AS found
    FROM runs WHERE checks <> '' AND worker_id IS NOT NULL
), held AS (
    SELECT worker_id, string_split(found, ' ') AS held FROM flagged WHERE contains(found, ' ')
), one AS (SELECT worker_id, held, unnest(held) AS one FROM held),
pairs AS (SELECT worker_id, one, unnest(held) AS other FROM one)
SELECT worker_id, one, other, count(*) AS runs
FROM pairs WHERE one < other
GROUP BY ALL
ORDER BY ALL
