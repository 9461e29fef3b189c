-- Completed runs around changes by side: all, as 'completed'; those that were judged, as 'judged', and
-- judged bad, as 'bad'; and, by the name of the check, those whose output it calls suspect.
WITH found AS (
    SELECT change, place, unnest(string_split(concat_ws(' ',
        'completed',
        CASE WHEN judged IS NOT NULL THEN 'judged' END,
        CASE WHEN outcome = 'bad' THEN 'bad' END,
        checks
    ), ' ')) AS found
    FROM windowed WHERE place IN ('before', 'after') AND completed(outcome)
)
SELECT change, place, found, count(*) AS runs
FROM found
GROUP BY ALL
ORDER BY ALL
