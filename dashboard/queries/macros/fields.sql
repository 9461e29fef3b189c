-- What stands in a run's fields, as pairs of an attribute and its value.

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
