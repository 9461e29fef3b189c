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
        count(*) AS runs,
        min(created_at) AS first,
        count(*) FILTER (finished(outcome)) AS finished,
        count(*) FILTER (outcome = 'succeeded') AS succeeded,
        count(*) FILTER (outcome = 'bad') AS bad,
        count(*) FILTER (completed(outcome) AND judged IS NOT NULL) AS judged
    FROM windowed
    GROUP BY ALL
)
GROUP BY ALL
ORDER BY ALL
