-- Of the chosen runs that wrote again what stood on their task or record, those that failed themselves
-- and those before which a failed run had written last (store/derived/repeated.py), by worker and by
-- why that run failed.
SELECT runs.worker_id, failed.cause, count(*) AS runs
FROM runs JOIN caused_repeated AS failed ON failed.later = runs.run_id
WHERE list_contains(string_split(runs.checks, ' '), 'duplicate') AND runs.worker_id IS NOT NULL
GROUP BY ALL
ORDER BY worker_id, runs DESC, cause
