-- Why the chosen runs that completed were judged bad, as the export says it. newest is any of the runs
-- where none has a time of the export, last is null then. Ids are read of the newest ones alone.
WITH found AS MATERIALIZED (
    SELECT quality_reason AS reason, count(*) AS runs,
        bool_or(time_basis IS DISTINCT FROM 'import') AS timed,
        coalesce(
            max(created_at) FILTER (time_basis IS DISTINCT FROM 'import'), max(created_at)
        ) AS moment
    FROM open_or_bad WHERE outcome = 'bad' AND quality_reason IS NOT NULL
    GROUP BY quality_reason
)
SELECT reason, any_value(found.runs) AS runs, max(run_id) AS newest,
    any_value(CASE WHEN timed THEN moment END) AS last
FROM open_or_bad JOIN found ON created_at = moment AND quality_reason = reason
    AND (time_basis IS DISTINCT FROM 'import') = timed
WHERE outcome = 'bad'
GROUP BY reason ORDER BY reason
