-- Of the chosen runs that wrote again what stood on their task or record, those that failed themselves
-- and those before which a failed run had written last, by worker and by why that run failed.
WITH again AS (
    SELECT run_id, worker_id, outcome, cluster, record_type, record_id, tried
    FROM runs WHERE list_contains(string_split(checks, ' '), 'duplicate') AND worker_id IS NOT NULL
),
beside AS (
    SELECT again.run_id AS later, r.rowid AS place FROM again JOIN history.runs r USING (cluster)
    UNION
    SELECT again.run_id AS later, r.rowid AS place FROM again JOIN history.runs r
        ON r.record_id = again.record_id AND r.record_type IS NOT DISTINCT FROM again.record_type
),
before AS (
    SELECT later, r.run_id AS wrote
    FROM again JOIN beside ON beside.later = again.run_id
        JOIN history.runs r ON r.rowid = beside.place
    WHERE coalesce(r.output_text, r.comment_preview) IS NOT NULL
        AND (r.tried, r.run_id) < (again.tried, again.run_id)
    QUALIFY row_number() OVER (
        PARTITION BY later ORDER BY r.tried DESC, r.run_id DESC
    ) = 1
)
SELECT again.worker_id, caused.cause, count(*) AS runs
FROM again
LEFT JOIN before ON before.later = again.run_id
JOIN caused ON caused.run_id = CASE WHEN again.outcome = 'failed' THEN again.run_id ELSE before.wrote END
WHERE caused.outcome = 'failed'
GROUP BY ALL
ORDER BY worker_id, runs DESC, cause
