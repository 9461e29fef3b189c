"""Changes of workers that nobody logged, read from the values that their runs carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import duckdb

from dashboard.store.spans import Island, Turn, turns

NEAR = timedelta(days=1)
"""A change in the export's log this close to where the runs turn is the same change."""

_EDGES = """
WITH named AS (
    SELECT worker_id, instructions_version AS label, any_value(instructions_id) AS id
    FROM runs WHERE instructions_version IS NOT NULL AND instructions_id IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT instructions_id) = 1
),
seen AS (
    SELECT r.worker_id, r.created_at, r.run_id, thing.what, thing.value, thing.name
    FROM runs r LEFT JOIN named
        ON named.worker_id = r.worker_id AND named.label = r.instructions_version, (
        SELECT unnest([
            {'what': 'instructions',
                'value': coalesce(r.instructions_id, named.id, r.instructions_version),
                'name': coalesce(r.instructions_version, r.instructions_id)},
            {'what': 'model', 'value': r.model, 'name': r.model},
            {'what': 'context', 'value': array_to_string(list_sort(r.context_sources), '; '),
                'name': array_to_string(list_sort(r.context_sources), '; ')},
            {'what': 'tools', 'value': array_to_string(list_sort(r.tool_categories), '; '),
                'name': array_to_string(list_sort(r.tool_categories), '; ')},
            {'what': 'status', 'value': r.worker_status, 'name': r.worker_status}
        ]) AS thing
    )
    WHERE r.worker_id IS NOT NULL AND thing.value IS NOT NULL
        AND r.time_basis IS DISTINCT FROM 'import'
),
several AS (
    SELECT worker_id, what, count(*) AS runs, max(created_at) AS last
    FROM seen GROUP BY ALL HAVING min(value) <> max(value)
),
numbered AS (
    SELECT seen.*, row_number() OVER along - 1 AS place, lag(value) OVER along AS value_before,
        lag(created_at) OVER along AS last_before
    FROM seen SEMI JOIN several USING (worker_id, what)
    WINDOW along AS (PARTITION BY worker_id, what ORDER BY created_at, run_id)
)
SELECT worker_id, what, place, value, name, created_at, last_before
FROM numbered WHERE value IS DISTINCT FROM value_before
UNION ALL
SELECT worker_id, what, runs, NULL, NULL, NULL, last FROM several
ORDER BY worker_id, what, place
"""
"""Where the value of a worker's runs is another than that of the run before, with the time of that
run; and where the runs end. A label and a hash that always go together are one value."""

_LOGGED = "SELECT worker_id, what, changed_at FROM changes WHERE origin = 'export'"
_INSERT = """
INSERT INTO changes (worker_id, changed_at, what, old, new, origin, old_id, new_id, how)
VALUES (?, ?, ?, ?, ?, 'derived', ?, ?, ?)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Read the changes from the runs anew; one that the export logs is not derived again."""
    connection.execute("DELETE FROM changes WHERE origin = 'derived'")
    logged: dict[tuple[str, str], list[datetime]] = {}
    for worker, what, at in _rows(connection, _LOGGED):
        logged.setdefault((worker, what), []).append(at)
    found = [
        (worker, turn.at, what, *_values(what, turn), turn.how)
        for (worker, what), own in groupby(
            _rows(connection, _EDGES), key=lambda edge: (edge[0], edge[1])
        )
        for turn in turns(list(_islands(own)))
        if not _explained(turn, logged.get((worker, what), ()))
    ]
    if found:
        connection.executemany(_INSERT, found)


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    """Rows with aware times, some at a time."""
    reader = connection.sql(sql).to_arrow_reader(10_000)
    for batch in reader:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _islands(edges: Iterable[tuple[Any, ...]]) -> Iterator[Island]:
    """Islands from where they begin and where the last one ends."""
    begun: tuple[Any, ...] | None = None
    for edge in edges:
        if begun is not None:
            _, _, place, value, name, first, _ = begun
            yield Island(value, name, place, edge[2] - place, first, edge[6])
        begun = edge


def _values(what: str, turn: Turn) -> tuple[str | None, ...]:
    """What a value was and became; of instructions with what identifies them."""
    ids = (turn.old.value, turn.new.value) if what == "instructions" else (None, None)
    return turn.old.name, turn.new.name, *ids


def _explained(turn: Turn, logged: Iterable[datetime]) -> bool:
    return any(turn.since - NEAR <= at <= turn.at + NEAR for at in logged)
