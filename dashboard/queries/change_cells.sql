-- Finished runs around changes by side and by everything that may change beside them. Lists are
-- counted as they are written before the same names in any order are put together.
SELECT
    change, place, "trigger", record_type, model,
    array_to_string(plain_names(context_sources), '; ') AS context,
    array_to_string(plain_names(tool_categories), '; ') AS tools,
    status,
    sum(runs)::BIGINT AS runs,
    min(first) AS first,
    sum(finished)::BIGINT AS finished,
    sum(succeeded)::BIGINT AS succeeded,
    sum(bad)::BIGINT AS bad,
    sum(judged)::BIGINT AS judged
FROM (
    SELECT
        change, place, "trigger", record_type, model, context_sources, tool_categories,
        worker_status AS status,
        many(n, true) AS runs,
        min(created_at) AS first,
        many(n, finished(outcome)) AS finished,
        many(n, outcome = 'succeeded') AS succeeded,
        many(n, outcome = 'bad') AS bad,
        many(n, completed(outcome) AND judged IS NOT NULL) AS judged
    FROM windowed_counts
    GROUP BY ALL
)
GROUP BY ALL
ORDER BY ALL
