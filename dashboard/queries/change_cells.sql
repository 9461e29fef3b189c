-- Finished runs around changes by side and by everything that may change beside them. Lists are
-- counted as they are written before the same names in any order are put together. Where a change has
-- more pairs of lists than $pairs, those are left out (NULL) of which there are more than $most, too
-- many to be anybody's change: each run would be a row of its own.
WITH written AS MATERIALIZED (
    SELECT
        change, place, "trigger", record_type, model, worker_status AS status,
        context_sources, tool_categories,
        many(n, true) AS runs,
        min(created_at) AS first,
        many(n, finished(outcome)) AS finished,
        many(n, outcome = 'succeeded') AS succeeded,
        many(n, outcome = 'bad') AS bad,
        many(n, completed(outcome) AND judged IS NOT NULL) AS judged
    FROM windowed_counts
    GROUP BY change, place, "trigger", record_type, model, worker_status, context_sources,
        tool_categories
),
contexts AS MATERIALIZED (
    SELECT context_sources, array_to_string(plain_names(context_sources), '; ') AS context
    FROM (SELECT DISTINCT context_sources FROM written WHERE context_sources IS NOT NULL)
),
tools_of AS MATERIALIZED (
    SELECT tool_categories, array_to_string(plain_names(tool_categories), '; ') AS tools
    FROM (SELECT DISTINCT tool_categories FROM written WHERE tool_categories IS NOT NULL)
),
named AS MATERIALIZED (
    SELECT written.* EXCLUDE (context_sources, tool_categories), context, tools
    FROM written LEFT JOIN contexts USING (context_sources) LEFT JOIN tools_of USING (tool_categories)
),
too_many AS (
    SELECT change, count(DISTINCT context) > $most AS contexts, count(DISTINCT tools) > $most AS tools
    FROM named GROUP BY change HAVING count(DISTINCT hash(context, tools)) > $pairs
)
SELECT
    change, place, "trigger", record_type, model,
    CASE WHEN NOT coalesce(t.contexts, false) THEN context END AS context,
    CASE WHEN NOT coalesce(t.tools, false) THEN named.tools END AS tools,
    status,
    sum(runs)::BIGINT AS runs,
    min(first) AS first,
    sum(finished)::BIGINT AS finished,
    sum(succeeded)::BIGINT AS succeeded,
    sum(bad)::BIGINT AS bad,
    sum(judged)::BIGINT AS judged
FROM named LEFT JOIN too_many t USING (change)
GROUP BY ALL
ORDER BY ALL
