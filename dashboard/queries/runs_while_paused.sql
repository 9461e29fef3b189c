-- The chosen runs that were created while their worker was not active: as the runs themselves say, or
-- after somebody recorded that it was paused and until its status changed again. said: when it was
-- paused, by that record; since: from when on that holds, of one that names a day alone from the next
-- day on. words: how the runs write it; days: how many of them were created on each local day.
WITH turns AS (
    SELECT worker_id, lower(trim(new)) AS status, origin, changed_at AS said,
        CASE WHEN timezone($zone, changed_at) = date_trunc('day', timezone($zone, changed_at))
            THEN timezone($zone, timezone($zone, changed_at) + INTERVAL 1 DAY)
            ELSE changed_at END AS since,
        lead(changed_at) OVER (PARTITION BY worker_id ORDER BY changed_at) AS until
    FROM changes WHERE what = 'status'
),
recorded AS (
    SELECT * FROM turns WHERE origin = 'recorded' AND status IN ('paused', 'draft')
),
seen AS (
    SELECT r.worker_id, r.worker, r.outcome, r.created_at,
        lower(trim(r.worker_status)) AS own, r.worker_status AS word, p.status AS told, p.said, p.since
    FROM runs r
    LEFT JOIN recorded p ON p.worker_id = r.worker_id
        AND r.created_at >= p.since AND (p.until IS NULL OR r.created_at < p.until)
    WHERE r.worker_id IS NOT NULL AND r.time_basis IS DISTINCT FROM 'import'
)
SELECT
    worker_id,
    newest_of(worker, created_at) AS worker,
    CASE WHEN own IN ('paused', 'draft') THEN own ELSE told END AS status,
    CASE WHEN own IN ('paused', 'draft') THEN NULL ELSE said END AS said,
    CASE WHEN own IN ('paused', 'draft') THEN NULL ELSE since END AS since,
    list(DISTINCT word ORDER BY word) FILTER (own IN ('paused', 'draft')) AS words,
    count(*) AS runs,
    count(*) FILTER (outcome = 'failed') AS failed,
    min(created_at) AS first,
    max(created_at) AS last,
    histogram(timezone($zone, created_at)::DATE) AS days
FROM seen
WHERE own IN ('paused', 'draft') OR told IS NOT NULL
GROUP BY ALL
ORDER BY worker_id, status, since
