-- Finished runs of the chosen ones before and after a decision was carried out, by cluster and local
-- day: place is 'before' or 'after'; s counts runs that did not fail, or not with the cause; or, of
-- the completed ones that were judged, those that were not judged bad.
WITH hit AS (
    SELECT run_id FROM failures WHERE NOT $bad AND ($cause = '' OR cause = $cause)
    UNION ALL
    SELECT run_id FROM runs WHERE $bad AND outcome = 'bad'
)
SELECT
    CASE WHEN created_at < $at THEN 'before' ELSE 'after' END AS place,
    cluster,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    count(*) AS m,
    count(*) FILTER (hit.run_id IS NULL) AS s
FROM runs LEFT JOIN hit USING (run_id)
WHERE finished(outcome) AND time_basis IS DISTINCT FROM 'import'
    AND (NOT $bad OR completed(outcome) AND judged IS NOT NULL)
GROUP BY ALL
ORDER BY place, day
