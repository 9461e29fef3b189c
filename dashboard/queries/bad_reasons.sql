-- Why the chosen runs that completed were judged bad, as the export says it.
SELECT quality_reason AS reason, count(*) AS runs, arg_max(run_id, (created_at, run_id)) AS newest
FROM runs WHERE outcome = 'bad' AND quality_reason IS NOT NULL
GROUP BY ALL ORDER BY ALL
