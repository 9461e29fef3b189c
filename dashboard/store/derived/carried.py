"""What runs carry of what their worker has, and of what any worker has several values."""

from __future__ import annotations

from itertools import compress

import duckdb

MANY_TEXTS, RUNS_OF_ONE = 10, 5
"""So many texts under one label, with fewer runs each, are one that is filled in for each run or
task, where the worker had other labels, too: then these tell what was changed."""
_FILLED_IN = f"""
CREATE OR REPLACE TEMP TABLE filled_in AS
WITH labelled AS (
    SELECT worker_id, instructions_version AS label, instructions_id FROM runs
    WHERE worker_id IS NOT NULL AND instructions_version IS NOT NULL AND {{chosen}}
)
SELECT worker_id, label FROM labelled
WHERE worker_id IN (
    SELECT worker_id FROM labelled GROUP BY worker_id HAVING min(label) <> max(label)
)
GROUP BY worker_id, label
HAVING count(DISTINCT instructions_id) >= {MANY_TEXTS}
    AND count(instructions_id) < {RUNS_OF_ONE} * count(DISTINCT instructions_id)
"""
_CARRYING = """
CREATE OR REPLACE TEMP {kind} carrying AS
SELECT runs.worker_id, created_at, time_basis,
    CASE WHEN label IS NULL THEN instructions_id END AS instructions_id, instructions_version,
    model, context_sources, tool_categories, worker_status, record_type, "trigger", task_id,
    record_id
FROM (SELECT * FROM runs WHERE {chosen}) runs
LEFT JOIN filled_in ON runs.worker_id = filled_in.worker_id AND instructions_version = label
"""
"""What runs carry, and what their values may go with; of all runs or of touched workers alone."""
OF_TOUCHED = "worker_id IN (FROM touched_workers)"
"""Whether a worker is touched (derived/touched.py)."""
_NAMED = """
carrying LEFT JOIN (
    SELECT worker_id, instructions_version, any_value(instructions_id) AS id
    FROM carrying WHERE instructions_version IS NOT NULL AND instructions_id IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT instructions_id) = 1
) AS named USING (worker_id, instructions_version)
"""
"""A label and a hash that always go together are one value."""
_PLAIN = "lower(trim({}))"
_LIST = "array_to_string(list_sort({0}), '; ')"
_SET = _LIST.format("list_distinct(list_transform({0}, lambda name: lower(trim(name))))")
"""Names that differ in case, order or white space alone are the same."""
_LISTED = f"""
CREATE OR REPLACE TEMP TABLE {{0}}_listed AS
SELECT {{0}}, {_SET} AS value, {_LIST} AS name FROM (SELECT DISTINCT {{0}} FROM carrying)
"""
"""Of lists there are few, in any number of runs: each is put in order once."""
_OF_LISTS = "carrying JOIN {0}_listed AS listed USING ({0})"
_LISTS = ("context_sources", "tool_categories")
THINGS = {
    "instructions": (
        "coalesce(instructions_id, named.id, instructions_version)",
        "coalesce(instructions_version, instructions_id)",
        _NAMED,
    ),
    "model": (_PLAIN.format("model"), "model", "carrying"),
    "context": ("listed.value", "listed.name", _OF_LISTS.format("context_sources")),
    "tools": ("listed.value", "listed.name", _OF_LISTS.format("tool_categories")),
    "status": (_PLAIN.format("worker_status"), "worker_status", "carrying"),
}
"""What runs carry: its value, what that is called, and where both are from."""

_CARRIED = """
SELECT 1 FROM carrying
WHERE coalesce(instructions_id, instructions_version, model, worker_status) IS NOT NULL
    OR context_sources IS NOT NULL OR tool_categories IS NOT NULL
LIMIT 1
"""
"""Whether any run carries any of these things."""
_VALUES = {what: value for what, (value, *_) in THINGS.items()} | {
    "context": _SET.format("context_sources"),
    "tools": _SET.format("tool_categories"),
}
_DIFFER = ", ".join(f"min({value}) <> max({value}) AS {what}" for what, value in _VALUES.items())
_SEVERAL = f"""
SELECT {", ".join(f"coalesce(bool_or({what}), false)" for what in THINGS)} FROM (
    WITH carried AS (
        SELECT DISTINCT worker_id, instructions_id, instructions_version, model, context_sources,
            tool_categories, worker_status
        FROM carrying WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import'
    )
    SELECT {_DIFFER} FROM {_NAMED.replace("carrying LEFT", "carried LEFT")}
    GROUP BY worker_id
)
"""
"""Which of these things any worker has more than one value of: of most, in most histories, none."""


def carry(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what all runs carry the temporary view carrying."""
    _carry(connection, "VIEW", "true")


def carry_touched(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what the runs of touched workers carry the temporary table carrying."""
    _carry(connection, "TABLE", OF_TOUCHED)


def _carry(connection: duckdb.DuckDBPyConnection, kind: str, chosen: str) -> None:
    connection.execute(_FILLED_IN.format(chosen=chosen))
    connection.execute(_CARRYING.format(kind=kind, chosen=chosen))


def with_several(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Of which of THINGS any worker of the runs carrying has several values. Puts the lists that
    these have in order, for the sources of THINGS."""
    if not connection.execute(_CARRIED).fetchone():
        return []
    several = connection.execute(_SEVERAL).fetchone() or ()
    for column in _LISTS:
        connection.execute(_LISTED.format(column))
    return list(compress(THINGS, several))
