-- What stands in a run's fields, as pairs of an attribute and its value.

-- What a worker or task is called in the newest of its runs that says it; of several names at one
-- moment the last in their order, so that the order in which runs are read doesn't matter.
CREATE MACRO newest_of(called, moment) AS arg_max(called, (moment, called));

-- Names of a list, each once and in one order, in small letters.
CREATE MACRO plain_names(names) AS
    list_sort(list_distinct(list_transform(names, lambda name: lower(trim(name)))));

-- The other fields of its export, each with its key and its value, but for what is nested.
CREATE MACRO other_fields(extra) AS list_filter(
    map_entries(CAST(coalesce(extra, '{}')::JSON AS MAP(VARCHAR, VARCHAR))),
    lambda field: NOT regexp_matches(field.value, '^[\[{]')
);

-- The same as pairs.
CREATE MACRO own_fields(extra) AS list_transform(
    other_fields(extra), lambda field: {'attribute': 'field.' || field.key, 'value': field.value}
);

-- What fields that a workspace offers hold, by their names and the two ways that lead to each
-- (store/dimensions/own_field.py): a value, or of those that hold lists their elements.
CREATE MACRO offered_fields(extra, names, wholes, steps, lists) AS flatten(list_transform(
    list_zip(names::VARCHAR[], wholes::VARCHAR[], steps::VARCHAR[]),
    lambda field: offered_field(
        field[1], coalesce(json_extract(extra, field[2]), json_extract(extra, field[3])), lists
    )
));
CREATE MACRO offered_field(name, told, lists) AS CASE
    WHEN told IS NULL OR json_type(told) IN ('OBJECT', 'NULL') THEN []
    WHEN list_contains(lists::VARCHAR[], name) THEN elements(name, CASE json_type(told)
        WHEN 'ARRAY' THEN json_extract_string(told, '$[*]')
        ELSE [json_extract_string(told, '$')] END)
    ELSE [{'attribute': name, 'value': json_extract_string(told, '$')}]
END;

-- How a run's worker was set up (store/dimensions/macros.py), and these.
CREATE MACRO given(run) AS set_up(run) || own_fields(run.extra);

-- What a run has of a thing that changes of workers change: alike in any case, lists in any order.
CREATE MACRO value_of(run, what) AS CASE what
    WHEN 'instructions' THEN run.version
    WHEN 'model' THEN lower(trim(run.model))
    WHEN 'status' THEN lower(trim(run.worker_status))
    WHEN 'context' THEN plain_names(run.context_sources)::VARCHAR
    WHEN 'tools' THEN plain_names(run.tool_categories)::VARCHAR
END;

-- One of these things with its value, what the export calls it, and the elements of a list.
CREATE MACRO thing(run, what, name, parts) AS
    {'what': what, 'value': value_of(run, what), 'name': name, 'parts': parts};

-- All of them.
CREATE MACRO changing(run) AS [
    thing(run, 'instructions', run.version, NULL::VARCHAR[]),
    thing(run, 'model', run.model, NULL),
    thing(run, 'status', run.worker_status, NULL),
    thing(run, 'context', array_to_string(list_sort(run.context_sources), '; '),
        run.context_sources),
    thing(run, 'tools', array_to_string(list_sort(run.tool_categories), '; '), run.tool_categories)
];
