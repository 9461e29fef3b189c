-- One run, whole, with its instruction text where the history has it.
SELECT
    runs.*,
    (
        SELECT max(instructions_text) FROM history.instructions i
        WHERE i.instructions_id = runs.instructions_id
    ) AS instructions_text,
    (
        SELECT count(*) FROM history.superseded s WHERE s.run_id = runs.run_id
    ) AS versions,
    (SELECT cause FROM failures f WHERE f.run_id = $run_id) AS cause,
    (SELECT format FROM history.imports i WHERE i.import_id = runs.import_id) AS format,
    (SELECT origin FROM caused c WHERE c.run_id = $run_id) AS origin
FROM runs
WHERE run_id = $run_id
