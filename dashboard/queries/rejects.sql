-- The rejected rows of some imports, in the order of their files.
SELECT import_id, file, line, field, reason, raw FROM history.rejects
WHERE import_id IN (SELECT unnest($imports::INTEGER[])) ORDER BY import_id, file, line
LIMIT $shown
