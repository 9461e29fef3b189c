-- The rows of runs that differ though nothing says which is newer, of the first runs in conflict:
-- whole, with the file and the columns of their export, and whether it is the one that is shown.
SELECT
    s.*,
    i.name AS file,
    i.columns AS has,
    s.content_hash = r.content_hash AS shown,
    (SELECT count(DISTINCT run_id) FROM history.conflicts) AS runs
FROM history.conflicts c
JOIN history.superseded s USING (run_id, content_hash)
JOIN history.runs r USING (run_id)
LEFT JOIN history.imports i ON i.import_id = s.import_id
WHERE s.run_id IN (SELECT DISTINCT run_id FROM history.conflicts ORDER BY run_id LIMIT $shown)
ORDER BY s.run_id, shown DESC, s.import_id, s.content_hash
