-- What was imported, newest first.
SELECT * FROM history.imports ORDER BY import_id DESC
