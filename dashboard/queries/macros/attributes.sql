-- What two sets of runs are compared by (see analysis/compare.py), beside the declared dimensions
-- (store/dimensions/described.py).

-- The runs of a sample that are in one of the sets only: every so many of either. (The rest of an
-- unsigned number by a signed one would be worked out in numbers of twice the length.)
CREATE MACRO sampled(run, every_a, every_b) AS
    run.in_a <> run.in_b AND hash(run.run_id)
        % (CASE WHEN run.in_a THEN every_a ELSE every_b END)::UBIGINT = 0;

-- In which part of the numbers between edges a number is.
CREATE MACRO part(number, edges) AS CASE WHEN number IS NOT NULL
    THEN len(list_filter(edges, lambda edge: number > edge))::VARCHAR END;

-- Every element of a list once, and '', which says that the list is known.
CREATE MACRO elements(name, list) AS CASE WHEN list IS NULL THEN [] ELSE list_transform(
    list_distinct(list || ['']), lambda element: {'attribute': name, 'value': element}
) END;

-- The names of the tools that were called, in the order of the calls.
CREATE MACRO names(calls) AS list_transform(calls, lambda call: call.name);

-- Which of some tools were called before which, each for the first time.
CREATE MACRO orders(called, tools) AS CASE WHEN called IS NOT NULL THEN list_transform(
    [list_filter(called, lambda name: list_contains(tools, name))],
    lambda held: flatten(list_transform(list_distinct(held), lambda first: list_transform(
        list_filter(list_distinct(held), lambda later:
            list_position(held, first) < list_position(held, later)),
        lambda later: first || ' → ' || later
    )))
)[1] END;
