-- Why the chosen runs that completed were judged bad, as the export says it. newest is any of the runs
-- where none has a time of the export, last is null then.
SELECT
    quality_reason AS reason,
    count(*) AS runs,
    arg_max(run_id, (time_basis IS DISTINCT FROM 'import', created_at, run_id)) AS newest,
    max(created_at) FILTER (time_basis IS DISTINCT FROM 'import') AS last
FROM runs WHERE outcome = 'bad' AND quality_reason IS NOT NULL
GROUP BY ALL ORDER BY ALL
