-- What exports asked to say beside their data.
SELECT note FROM history.imports WHERE note IS NOT NULL GROUP BY note ORDER BY min(import_id)
