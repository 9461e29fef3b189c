-- Finished runs around changes by side and by everything that may change beside them. Lists are
-- counted as they are written before the same names in any order are put together. Where a change has
-- more pairs of lists than 400, those are left out (NULL) of which there are more than 20, too
-- many to be anybody's change (store/derived/spans.py): each run would be a row of its own.
WITH named AS MATERIALIZED (
    SELECT
        * EXCLUDE (context_sources, tool_categories),
        array_to_string(plain_names(context_sources), '; ') AS from_sources,
        array_to_string(plain_names(tool_categories), '; ') AS with_tools
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
),
too_many AS (
    SELECT change, count(DISTINCT from_sources) > 20 AS sources, count(DISTINCT with_tools) > 20 AS sets
    FROM named GROUP BY change
    HAVING count(DISTINCT coalesce(from_sources, '') || '; ' || coalesce(with_tools, '')) > 400
)
SELECT
    change, place, "trigger", record_type, model,
    CASE WHEN NOT coalesce(sources, false) THEN from_sources END AS context,
    CASE WHEN NOT coalesce(sets, false) THEN with_tools END AS tools,
    status,
    sum(runs)::BIGINT AS runs,
    min(first) AS first,
    sum(finished)::BIGINT AS finished,
    sum(succeeded)::BIGINT AS succeeded,
    sum(bad)::BIGINT AS bad,
    sum(judged)::BIGINT AS judged
FROM named LEFT JOIN too_many USING (change)
GROUP BY ALL
ORDER BY ALL
