-- The runs most like a given one: Gower's distance over what they were given, with the part that
-- every attribute adds to it. An attribute that neither run has adds nothing and is not counted, nor
-- a number that one of them lacks. Another task, record or title makes a run less alike, and so does
-- a field that says on what it worked ($loose), but all these are no difference in how it worked:
-- they count in the order, and not in the distance. The other fields of an export count there as one
-- attribute together, however many columns it has.
WITH fielded AS (
    SELECT *, map_from_entries(list_filter(
            map_entries(CAST(coalesce(extra, '{}')::JSON AS MAP(VARCHAR, VARCHAR))),
            lambda e: NOT regexp_matches(e.value, '^[\[{]')
        )) AS fields,
        list_distinct(regexp_extract_all(lower(task_title), '\p{L}+')) AS words
    FROM history.runs
    WHERE run_id = $run_id OR (
        outcome IN (SELECT unnest($outcomes)) AND created_at >= $since AND created_at <= $until
        AND (
            $any_worker OR worker_id IS NOT DISTINCT FROM $worker_id
            OR task_id = $task_id OR record_id = $record_id
        )
    )
),
me AS (SELECT * FROM fielded WHERE run_id = $run_id),
near AS (SELECT * FROM fielded WHERE run_id <> $run_id),
ranges AS (
    SELECT
        quantile_cont(steps, 0.99) - quantile_cont(steps, 0.01) AS steps,
        quantile_cont(tokens, 0.99) - quantile_cont(tokens, 0.01) AS tokens,
        quantile_cont(cost, 0.99) - quantile_cont(cost, 0.01) AS cost,
        quantile_cont(max_iterations, 0.99) - quantile_cont(max_iterations, 0.01) AS max_iterations
    FROM near
),
facing AS (
    SELECT r.run_id, r.tools_called,
        (r.task_id IS DISTINCT FROM me.task_id)::INTEGER
            + (r.record_id IS DISTINCT FROM me.record_id)::INTEGER AS apart,
        r.worker_id IS NOT DISTINCT FROM me.worker_id
            AND (coalesce(r.task_id = me.task_id, false)
                OR coalesce(r.record_id = me.record_id, false)) AS same_work,
        abs(date_diff('microsecond', r.created_at, me.created_at)) AS gap,
        [
            {'attribute': 'worker_id', 'a': r.worker_id, 'b': me.worker_id},
            {'attribute': 'version', 'a': r.version, 'b': me.version},
            {'attribute': 'model', 'a': r.model, 'b': me.model},
            {'attribute': 'trigger', 'a': r."trigger", 'b': me."trigger"},
            {'attribute': 'record_type', 'a': r.record_type, 'b': me.record_type},
            {'attribute': 'output_mode', 'a': r.output_mode, 'b': me.output_mode},
            {'attribute': 'output_policy', 'a': r.output_policy, 'b': me.output_policy},
            {'attribute': 'worker_status', 'a': r.worker_status, 'b': me.worker_status}
        ] || list_transform(
            list_distinct(map_keys(me.fields) || map_keys(r.fields)),
            lambda k: {'attribute': 'extra.' || k, 'a': r.fields[k], 'b': me.fields[k]}
        ) AS words,
        [
            {'attribute': 'context_sources', 'a': r.context_sources, 'b': me.context_sources},
            {'attribute': 'tool_categories', 'a': r.tool_categories, 'b': me.tool_categories},
            {'attribute': 'task_title', 'a': r.words, 'b': me.words}
        ] AS lists,
        [
            {'attribute': 'steps', 'a': r.steps::DOUBLE, 'b': me.steps::DOUBLE,
                'span': ranges.steps::DOUBLE},
            {'attribute': 'tokens', 'a': r.tokens::DOUBLE, 'b': me.tokens::DOUBLE,
                'span': ranges.tokens::DOUBLE},
            {'attribute': 'cost', 'a': r.cost, 'b': me.cost, 'span': ranges.cost::DOUBLE},
            {'attribute': 'max_iterations', 'a': r.max_iterations::DOUBLE,
                'b': me.max_iterations::DOUBLE, 'span': ranges.max_iterations::DOUBLE}
        ] AS numbers
    FROM near r, me, ranges
),
measured AS (
    SELECT run_id, tools_called, apart, same_work, gap,
        list_transform(words, lambda w: {'attribute': w.attribute, 'd': CASE
            WHEN coalesce(w.a, w.b) IS NOT NULL THEN (w.a IS DISTINCT FROM w.b)::DOUBLE
        END})
        || list_transform(lists, lambda l: {'attribute': l.attribute, 'd': CASE
            WHEN l.a IS NULL AND l.b IS NULL THEN NULL
            WHEN l.a IS NULL OR l.b IS NULL THEN 1.0
            WHEN len(l.a) + len(l.b) = 0 THEN 0.0
            ELSE 1.0 - len(list_intersect(l.a, l.b)) / len(list_distinct(l.a || l.b))
        END::DOUBLE})
        || list_transform(numbers, lambda n: {'attribute': n.attribute, 'd': CASE
            WHEN n.span > 0 THEN least(1.0, abs(n.a - n.b) / n.span)
            ELSE (n.a <> n.b)::DOUBLE
        END::DOUBLE}) AS parts
    FROM facing
),
compared AS (
    SELECT run_id, tools_called, apart, same_work, gap, list_filter(parts, lambda p:
        p.d IS NOT NULL AND NOT list_contains($left_out, p.attribute)) AS parts
    FROM measured
),
weighed AS (
    SELECT *,
        list_transform(list_filter(parts, lambda p:
            NOT p.attribute LIKE 'extra.%' AND p.attribute <> 'task_title'
        ), lambda p: p.d) AS given,
        list_avg(list_transform(list_filter(parts, lambda p:
            p.attribute LIKE 'extra.%' AND NOT list_contains($loose, p.attribute)
        ), lambda p: p.d)) AS others
    FROM compared
)
SELECT run_id, tools_called, parts, apart, same_work,
    coalesce(list_avg(given || CASE WHEN others IS NULL THEN [] ELSE [others] END), 0.0) AS distance
FROM weighed
ORDER BY
    same_work DESC,
    (coalesce(list_sum(list_transform(parts, lambda p: p.d)), 0) + apart) / (len(parts) + 2),
    gap, run_id
LIMIT $shown
