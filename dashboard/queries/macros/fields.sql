-- What stands in a run's fields, as pairs of an attribute and its value.

-- Names of a list, each once and in one order, in small letters.
CREATE MACRO plain_names(names) AS
    list_sort(list_distinct(list_transform(names, lambda name: lower(trim(name)))));

-- How its worker was set up.
CREATE MACRO set_up(run) AS [
    {'attribute': 'version', 'value': run.version},
    {'attribute': 'model', 'value': run.model},
    {'attribute': 'trigger', 'value': run."trigger"},
    {'attribute': 'record_type', 'value': run.record_type},
    {'attribute': 'output_mode', 'value': run.output_mode},
    {'attribute': 'output_policy', 'value': run.output_policy},
    {'attribute': 'worker_status', 'value': run.worker_status}
];

-- The other fields of its export, each with its key and its value, but for what is nested.
CREATE MACRO other_fields(extra) AS list_filter(
    map_entries(CAST(coalesce(extra, '{}')::JSON AS MAP(VARCHAR, VARCHAR))),
    lambda field: NOT regexp_matches(field.value, '^[\[{]')
);

-- Both.
CREATE MACRO given(run) AS set_up(run) || list_transform(
    other_fields(run.extra), lambda field: {'attribute': 'extra.' || field.key, 'value': field.value}
);

-- What changes of workers change, each with its value, alike in any case and lists in any order.
CREATE MACRO changing(run) AS [
    {'what': 'instructions', 'value': run.version, 'name': run.version,
        'id': run.instructions_id, 'parts': NULL::VARCHAR[]},
    {'what': 'model', 'value': lower(trim(run.model)), 'name': run.model,
        'id': NULL, 'parts': NULL},
    {'what': 'status', 'value': lower(trim(run.worker_status)), 'name': run.worker_status,
        'id': NULL, 'parts': NULL},
    {'what': 'context', 'value': plain_names(run.context_sources)::VARCHAR,
        'name': array_to_string(list_sort(run.context_sources), '; '),
        'id': NULL, 'parts': run.context_sources},
    {'what': 'tools', 'value': plain_names(run.tool_categories)::VARCHAR,
        'name': array_to_string(list_sort(run.tool_categories), '; '),
        'id': NULL, 'parts': run.tool_categories}
];
