-- What two sets of runs are compared by (see analysis/compare.py).

-- The runs of a sample that are in one of the sets only: every so many of either.
CREATE MACRO sampled(run, every_a, every_b) AS
    run.in_a <> run.in_b AND hash(run.run_id) % CASE WHEN run.in_a THEN every_a ELSE every_b END = 0;

-- How a run ended; nothing is said of why it failed before it finished, nor of a quality that nobody
-- judged.
CREATE MACRO ending(run) AS [
    {'attribute': 'outcome', 'value': run.outcome}
] || CASE WHEN NOT finished(run.outcome) THEN [] ELSE [
    {'attribute': 'cause', 'value': run.cause},
    {'attribute': 'origin', 'value': run.origin},
    {'attribute': 'error_type', 'value': run.error_type}
] END || CASE WHEN run.judged IS NULL THEN [] ELSE
    [{'attribute': 'quality', 'value': run.judged}]
END;

-- Its place among the runs of its task and on the clock, where its export says when it was.
CREATE MACRO timing(run, zone) AS CASE WHEN run.time_basis <> 'export' THEN [] ELSE [
    {'attribute': 'turn', 'value': run.turn::VARCHAR},
    {'attribute': 'hour', 'value': (hour(run.created_at AT TIME ZONE zone) // 4)::VARCHAR},
    {'attribute': 'weekday', 'value': isodow(run.created_at AT TIME ZONE zone)::VARCHAR}
] END;

-- Its numbers.
CREATE MACRO amounts(run) AS {
    'steps': run.steps,
    'tokens': run.tokens,
    'cost': run.cost,
    'calls': len(run.tools_called),
    'task_length': strlen(coalesce(run.task_text, run.task_title)),
    'record_length': strlen(run.record_text)
};

-- In which part of the numbers between edges a number is.
CREATE MACRO part(name, number, edges) AS {
    'attribute': name, 'value': len(list_filter(edges, lambda edge: number > edge))::VARCHAR
};

-- Every element of a list once, and '', which says that the list is known.
CREATE MACRO elements(name, list) AS CASE WHEN list IS NULL THEN [] ELSE list_transform(
    list_distinct(list || ['']), lambda element: {'attribute': name, 'value': element}
) END;

-- The names of the tools that were called, in the order of the calls.
CREATE MACRO names(calls) AS list_transform(calls, lambda call: call.name);

-- Which of some tools were called before which, each for the first time.
CREATE MACRO orders(called, tools) AS flatten(list_transform(
    list_filter(list_distinct(called), lambda first: list_contains(tools, first)),
    lambda first: list_transform(
        list_filter(list_distinct(called), lambda later: list_contains(tools, later)
            AND list_position(called, first) < list_position(called, later)),
        lambda later: first || ' → ' || later
    )
));
