-- Status words of exports that are in no table, with how often they occur.
SELECT raw_status AS word, count(*) AS runs FROM runs
WHERE status = 'unknown' AND raw_status IS NOT NULL
GROUP BY raw_status ORDER BY runs DESC, word
