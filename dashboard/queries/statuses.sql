-- The status words of all runs, per format, with what they mean.
SELECT raw_status AS word, status, sum(r.runs)::BIGINT AS runs, format
FROM history.read_as r JOIN history.imports USING (import_id)
WHERE raw_status IS NOT NULL
GROUP BY raw_status, status, format ORDER BY runs DESC, word, format
