-- One run, whole, with its cause and where that comes from, and with its instruction text where the
-- history has it; a label that names several texts names none of them.
SELECT
    runs.*,
    (
        SELECT any_value(i.instructions_text) FROM history.instructions i
        WHERE i.instructions_id = runs.instructions_id
            OR (runs.instructions_id IS NULL AND i.worker_id = runs.worker_id
                AND i.instructions_version = runs.version)
        HAVING count(DISTINCT i.instructions_text) = 1
    ) AS instructions_text,
    (
        SELECT count(*) FROM history.superseded s WHERE s.run_id IN (SELECT run_id FROM placed_runs)
    ) AS versions,
    (SELECT format FROM history.imports i WHERE i.import_id = runs.import_id) AS format
FROM placed_runs AS runs
