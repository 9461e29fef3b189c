-- Runs that only rejected rows tell of, by status and quality, since an import: a run that another
-- row brought is not lost, and one that several rows tell of is one. A quality that can't be read is
-- 'unread'.
SELECT
    status,
    CASE WHEN field = 'quality' THEN 'unread' ELSE quality END AS quality,
    count(DISTINCT run_id) + count(*) FILTER (run_id IS NULL) AS runs
FROM history.rejects r
WHERE status IS NOT NULL AND import_id >= $since
    AND NOT EXISTS (SELECT 1 FROM history.runs h WHERE h.run_id = r.run_id)
GROUP BY ALL
