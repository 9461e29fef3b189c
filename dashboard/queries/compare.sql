-- How often every value of every attribute occurs on either side, with the sums over clusters that
-- the design effect needs (see headline.sql). A run has a value at most once. The value '' of a
-- list says that the list is known; NULL is a scalar that the run lacks. A run whose time is that
-- of its import or export has no time of day, no weekday and no place among the runs of its task. One scan.
WITH chosen AS (
    SELECT *,
        in_a AS a,
        created_at AT TIME ZONE $zone AS local,
        list_distinct(list_filter(
            list_transform(tools_called, lambda t: t.name), lambda n: n IS NOT NULL
        )) AS tools,
        list_transform(tools_called, lambda t: t.name) AS calls,
        list_distinct(list_transform(
            list_filter(tools_called, lambda t: t.ok IS FALSE), lambda t: t.name
        )) AS tool_errors
    FROM sides
    WHERE in_a <> in_b AND hash(run_id) % CASE WHEN in_a THEN $every_a ELSE $every_b END = 0
),
turns AS (
    SELECT run_id, row_number() OVER (
        PARTITION BY work ORDER BY created_at, run_id
    ) AS turn
    FROM history.runs
    WHERE work IN (SELECT work FROM chosen)
),
held AS (
    SELECT a, cluster, unnest(
        [
            {'attribute': 'outcome', 'value': outcome},
            {'attribute': 'cause', 'value': cause},
            {'attribute': 'error-type', 'value': error_type},
            {'attribute': 'worker', 'value': worker_id},
            {'attribute': 'version', 'value': version},
            {'attribute': 'model', 'value': model},
            {'attribute': 'trigger', 'value': "trigger"},
            {'attribute': 'record-type', 'value': record_type},
            {'attribute': 'output_mode', 'value': output_mode},
            {'attribute': 'output_policy', 'value': output_policy},
            {'attribute': 'max_iterations', 'value': max_iterations::VARCHAR},
            {'attribute': 'worker_status', 'value': worker_status},
            {'attribute': 'steps', 'value':
                len(list_filter($steps, lambda e: steps > e))::VARCHAR},
            {'attribute': 'tokens', 'value':
                len(list_filter($tokens, lambda e: tokens > e))::VARCHAR},
            {'attribute': 'cost', 'value':
                len(list_filter($cost, lambda e: cost > e))::VARCHAR},
            {'attribute': 'calls', 'value':
                len(list_filter($calls, lambda e: len(tools_called) > e))::VARCHAR},
            {'attribute': 'task_length', 'value': len(list_filter($task_length,
                lambda e: strlen(coalesce(task_text, task_title)) > e))::VARCHAR},
            {'attribute': 'record_length', 'value': len(list_filter($record_length,
                lambda e: strlen(record_text) > e))::VARCHAR}
        ]
        || CASE WHEN quality IS NULL THEN [] ELSE [{'attribute': 'quality', 'value': quality}] END
        || CASE WHEN time_basis <> 'export' THEN [] ELSE [
            {'attribute': 'turn', 'value': CASE
                WHEN turn IS NOT NULL THEN least(turn, 3) END::VARCHAR},
            {'attribute': 'hour', 'value': (hour(local) // 4)::VARCHAR},
            {'attribute': 'weekday', 'value': isodow(local)::VARCHAR}
        ] END
        || CASE WHEN context_sources IS NULL THEN [] ELSE list_transform(
            list_distinct(context_sources || ['']), lambda v: {'attribute': 'context', 'value': v}
        ) END
        || CASE WHEN tool_categories IS NULL THEN [] ELSE list_transform(
            list_distinct(tool_categories || ['']), lambda v: {'attribute': 'tool', 'value': v}
        ) END
        || CASE WHEN tools_called IS NULL THEN [] ELSE list_transform(
            list_distinct(tools || ['']), lambda v: {'attribute': 'called', 'value': v}
        ) || list_transform(
            list_distinct(tool_errors || ['']), lambda v: {'attribute': 'tool_error', 'value': v}
        ) || list_transform(
            CASE WHEN len(tool_errors) > 0 THEN ['', 'any'] ELSE [''] END,
            lambda v: {'attribute': 'any_tool_error', 'value': v}
        ) || [{'attribute': 'before', 'value': ''}] || flatten(list_transform(
            list_filter(tools, lambda x: list_contains($tools, x)),
            lambda x: list_transform(
                list_filter(tools, lambda y: list_contains($tools, y)
                    AND list_position(calls, x) < list_position(calls, y)),
                lambda y: {'attribute': 'before', 'value': x || ' → ' || y}
            )
        )) END
        || CASE WHEN task_title IS NULL THEN [] ELSE list_transform(
            list_distinct(regexp_extract_all(lower(task_title), '\p{L}{3,}') || ['']),
            lambda v: {'attribute': 'word', 'value': v}
        ) END
        || CASE WHEN extra IS NULL THEN [] ELSE list_transform(
            list_filter(
                map_entries(CAST(extra::JSON AS MAP(VARCHAR, VARCHAR))),
                lambda e: NOT regexp_matches(e.value, '^[\[{]')
            ),
            lambda e: {'attribute': 'extra.' || e.key, 'value': e.value}
        ) END,
        recursive := false
    ) AS pair
    FROM chosen LEFT JOIN turns USING (run_id)
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
),
described AS (
    SELECT *,
        count(*) OVER whole AS values,
        (sum(runs_a) OVER whole)::BIGINT AS given_a,
        (sum(runs_b) OVER whole)::BIGINT AS given_b,
        coalesce(sum(runs_a) FILTER (runs_b = 0) OVER whole, 0)::BIGINT AS only_a,
        coalesce(sum(runs_b) FILTER (runs_a = 0) OVER whole, 0)::BIGINT AS only_b
    FROM counted
    WINDOW whole AS (PARTITION BY attribute)
)
SELECT * FROM described
WHERE value = '' OR runs_a + runs_b >= $fewest
ORDER BY attribute, value
