-- Runs of the chosen ones before and after a decision was carried out, by cluster and local day: place is
-- 'before' or 'after'. among: of the finished ones; of those that completed and were judged; or of
-- those that a check looked at: $check finds something in them, or it had what it takes.
SELECT
    CASE WHEN created_at < $at THEN 'before' ELSE 'after' END AS place,
    cluster,
    (created_at AT TIME ZONE $zone)::DATE AS day,
    count(*) AS m
FROM runs
WHERE time_basis IS DISTINCT FROM 'import' AND CASE $among
    WHEN 'finished' THEN finished(outcome)
    WHEN 'judged' THEN completed(outcome) AND judged IS NOT NULL
    ELSE list_contains(string_split(checks, ' '), $check) IS TRUE OR CASE $check
        WHEN 'not-visible' THEN status = 'completed'
        WHEN 'duplicate' THEN coalesce(output_text, comment_preview) IS NOT NULL
            AND coalesce(task_id, record_id, retry_of) IS NOT NULL
        ELSE status = 'completed' AND coalesce(output_text, comment_preview) IS NOT NULL
            AND CASE $check
                WHEN 'claim' THEN tools_called IS NOT NULL
                WHEN 'unsourced' THEN coalesce(task_text, record_text) IS NOT NULL
                ELSE instructions_id IN (SELECT id FROM history.formats_asked WHERE id IS NOT NULL)
                    OR instructions_id IS NULL AND (worker_id, version) IN (
                        SELECT (f.worker_id, f.version) FROM history.formats_asked f
                        WHERE f.id IS NULL
                    )
            END
        END
    END
GROUP BY ALL
ORDER BY place, day
