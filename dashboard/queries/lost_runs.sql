-- Runs that only rejected rows tell of, by status and quality, since an import: a run that another
-- row brought is not lost, and one that several rows tell of is one. A status or quality that can't
-- be read is 'unread'. A row that tells no status may be no row at all, and is looked for in vain
-- among runs: it is forgotten once a file of the same name brought what was read beside it again.
SELECT
    status,
    CASE WHEN field = 'quality' THEN 'unread' ELSE quality END AS quality,
    count(DISTINCT run_id) + count(*) FILTER (run_id IS NULL) AS runs
FROM history.rejects r
WHERE status IS NOT NULL AND import_id >= $since
    AND NOT EXISTS (SELECT 1 FROM history.runs h WHERE h.run_id = r.run_id)
    AND NOT (status = 'unread' AND EXISTS (
        SELECT 1 FROM history.imports old JOIN history.imports again USING (name)
        WHERE old.import_id = r.import_id AND again.import_id > old.import_id
            AND again.known >= old.read - old.rejected
    ))
GROUP BY ALL
