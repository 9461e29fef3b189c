-- How often every value of every attribute occurs on either side, with the sums over clusters that
-- the design effect needs (see headline.sql). A run has a value at most once. The value '' of a
-- list says that the list is known; NULL is a scalar that the run lacks. One scan.
WITH chosen AS (
    SELECT *, in_a AS a, amounts(run) AS amount, names(tools_called) AS called,
        list_distinct(names(list_filter(tools_called, lambda call: call.ok IS FALSE))) AS erring
    FROM sides run WHERE sampled(run, $every_a, $every_b)
),
turns AS (
    SELECT run_id, least(row_number() OVER (PARTITION BY work ORDER BY tried, run_id), 3) AS turn
    FROM history.runs WHERE work IN (SELECT work FROM chosen)
),
held AS (
    SELECT a, cluster, unnest(
        given(run) || ending(run) || timing(run, $zone) || [
            {'attribute': 'worker', 'value': worker_id},
            {'attribute': 'max_iterations', 'value': max_iterations::VARCHAR},
            part('steps', amount.steps, $steps),
            part('tokens', amount.tokens, $tokens),
            part('cost', amount.cost, $cost),
            part('calls', amount.calls, $calls),
            part('task_length', amount.task_length, $task_length),
            part('record_length', amount.record_length, $record_length)
        ]
        || elements('context', context_sources)
        || elements('tool', tool_categories)
        || elements('called', called)
        || elements('tool_error', erring)
        || elements('any_tool_error', list_transform(erring, lambda name: 'any'))
        || elements('before', orders(called, $tools))
        || elements('word', regexp_extract_all(lower(task_title), '\p{L}{3,}')),
        recursive := false
    ) AS pair
    FROM (FROM chosen LEFT JOIN turns USING (run_id)) run
),
cells AS (
    SELECT a, cluster, pair.attribute AS attribute, pair.value AS value, count(*) AS s
    FROM held GROUP BY ALL
),
sizes AS (SELECT a, cluster, count(*) AS m FROM chosen GROUP BY ALL),
counted AS (
    SELECT attribute, value,
        coalesce(sum(s) FILTER (a), 0)::BIGINT AS runs_a,
        coalesce(sum(s) FILTER (NOT a), 0)::BIGINT AS runs_b,
        coalesce(sum(s * s) FILTER (a), 0)::DOUBLE AS ss_a,
        coalesce(sum(s * s) FILTER (NOT a), 0)::DOUBLE AS ss_b,
        coalesce(sum(s * m) FILTER (a), 0)::DOUBLE AS sm_a,
        coalesce(sum(s * m) FILTER (NOT a), 0)::DOUBLE AS sm_b
    FROM cells JOIN sizes USING (a, cluster)
    GROUP BY ALL
)
SELECT *,
    count(*) OVER whole AS values,
    (sum(runs_a) OVER whole)::BIGINT AS given_a,
    (sum(runs_b) OVER whole)::BIGINT AS given_b,
    coalesce(sum(runs_a) FILTER (runs_b = 0) OVER whole, 0)::BIGINT AS only_a,
    coalesce(sum(runs_b) FILTER (runs_a = 0) OVER whole, 0)::BIGINT AS only_b
FROM counted
WINDOW whole AS (PARTITION BY attribute)
QUALIFY value = '' OR runs_a + runs_b >= $fewest
ORDER BY attribute, value
