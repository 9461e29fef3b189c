-- Failed runs of the chosen ones that wrote, or may have written, where customers see it: those that
-- the dimension “customers” chooses, too. cause: that of most of them, so many.
WITH seen AS (
    SELECT
        worker_id,
        cause,
        newest_of(worker, last) AS worker,
        max(last) FILTER (worker IS NOT NULL) AS last,
        many(n, customers = 'yes') AS created,
        many(n, customers = 'maybe') AS unknown
    FROM seen_counts
    WHERE outcome = 'failed' AND worker_id IS NOT NULL AND customers IN ('yes', 'maybe')
    GROUP BY worker_id, cause
)
SELECT
    worker_id,
    newest_of(worker, last) AS worker,
    sum(created)::BIGINT AS created,
    sum(unknown)::BIGINT AS unknown,
    arg_min(cause, (-created - unknown, cause)) AS cause,
    max(created + unknown) AS with_cause
FROM seen
GROUP BY worker_id
ORDER BY worker_id
