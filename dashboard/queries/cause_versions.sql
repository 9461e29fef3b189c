-- Per worker and instructions version with this cause: its runs, the first and last that has a time
-- of its own, and all finished runs of both.
WITH hit AS (
    SELECT
        worker_id, version, count(*) AS runs,
        min(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS first,
        max(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS last
    FROM failures WHERE cause = $cause
    GROUP BY ALL
)
SELECT
    newest_of(r.worker, r.created_at) AS worker, hit.worker_id, hit.version,
    any_value(hit.runs) AS runs, any_value(hit.first) AS first, any_value(hit.last) AS last,
    count(*) FILTER (finished(r.outcome)) AS finished
FROM hit JOIN runs r
    ON r.worker_id IS NOT DISTINCT FROM hit.worker_id AND r.version IS NOT DISTINCT FROM hit.version
GROUP BY hit.worker_id, hit.version
ORDER BY runs DESC, hit.worker_id, hit.version
