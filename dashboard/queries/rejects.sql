-- The rejected rows of one import, in the order of the file.
SELECT file, line, field, reason, raw FROM history.rejects
WHERE import_id = $import_id ORDER BY file, line
LIMIT $shown
