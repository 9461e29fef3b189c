-- The rejected rows of some imports with all that is kept of them, in the order of their files.
SELECT file, line, field, reason, raw, cells FROM history.rejects
WHERE import_id IN (SELECT unnest($imports::INTEGER[])) ORDER BY import_id, file, line
LIMIT $shown
