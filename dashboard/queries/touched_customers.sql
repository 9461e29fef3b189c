-- Failed runs of the chosen ones that wrote, or may have written, where customers see it: those that
-- the dimension “customers” chooses, too. cause: that of most of them, so many.
WITH seen AS (
    SELECT worker_id, worker, cause, customers_see(run) AS customers
    FROM failures run
    WHERE worker_id IS NOT NULL AND customers IN ('yes', 'maybe')
)
SELECT
    worker_id,
    any_value(worker) AS worker,
    count(*) FILTER (customers = 'yes') AS created,
    count(*) FILTER (customers = 'maybe') AS unknown,
    mode(cause ORDER BY cause) AS cause,
    max(with_cause) AS with_cause
FROM (SELECT *, count(*) OVER (PARTITION BY worker_id, cause) AS with_cause FROM seen)
GROUP BY worker_id
ORDER BY worker_id
