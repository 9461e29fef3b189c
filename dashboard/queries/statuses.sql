-- The status words of all runs, per format, with what they mean.
SELECT raw_status AS word, status, count(*) AS runs, format
FROM runs JOIN history.imports USING (import_id)
WHERE raw_status IS NOT NULL
GROUP BY ALL ORDER BY runs DESC, word, format
