"""Changes of workers that nobody logged, read from the values that their runs carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from dashboard.store.spans import AWAY, Island, Span, Turn, turns

NEAR, DELAYED = timedelta(days=1), timedelta(days=7)
"""A change in the export's log this close to where the runs turn is the same change; and one that
names the value to which they turn may be so much earlier or later."""

_NAMED = """
runs LEFT JOIN (
    SELECT worker_id, instructions_version, any_value(instructions_id) AS id
    FROM runs WHERE instructions_version IS NOT NULL AND instructions_id IS NOT NULL
    GROUP BY ALL HAVING count(DISTINCT instructions_id) = 1
) AS named USING (worker_id, instructions_version)
"""
"""A label and a hash that always go together are one value."""
_PLAIN = "lower(trim({}))"
_LIST = "array_to_string(list_sort({}), '; ')"
_SET = _LIST.format("list_distinct(list_transform({}, lambda it: lower(trim(it))))")
"""Names that differ in case, order or white space alone are the same."""
_THINGS = {
    "instructions": (
        "coalesce(instructions_id, named.id, instructions_version)",
        "coalesce(instructions_version, instructions_id)",
        _NAMED,
    ),
    "model": (_PLAIN.format("model"), "model", "runs"),
    "context": (_SET.format("context_sources"), _LIST.format("context_sources"), "runs"),
    "tools": (_SET.format("tool_categories"), _LIST.format("tool_categories"), "runs"),
    "status": (_PLAIN.format("worker_status"), "worker_status", "runs"),
}
"""What runs carry: its value, what that is called, and where both are from."""

_EDGES = """
WITH seen AS (
    SELECT worker_id, created_at, run_id, {value} AS value, {name} AS name FROM {source}
    WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import' AND ({value}) IS NOT NULL
),
several AS (SELECT worker_id FROM seen GROUP BY ALL HAVING min(value) <> max(value)),
placed AS (
    SELECT *, row_number() OVER along - 1 AS place,
        lag(created_at) OVER along AS since, lead(created_at) OVER along AS until
    FROM seen SEMI JOIN several USING (worker_id)
    WINDOW along AS (PARTITION BY worker_id ORDER BY created_at, run_id)
),
numbered AS (
    SELECT *, row_number() OVER own AS number,
        coalesce(place - lag(place) OVER own > $away, true) AS begins,
        coalesce(lead(place) OVER own - place > $away, true) AS ends
    FROM placed WINDOW own AS (PARTITION BY worker_id, value ORDER BY place)
)
SELECT worker_id, value, name, place, number, created_at, since, until, begins, ends
FROM numbered WHERE begins OR ends ORDER BY worker_id, value, place
"""
"""The first and the last run of every island, with the times of the runs before and after it."""

_LOGGED = "SELECT worker_id, what, changed_at, new FROM changes WHERE origin = 'export'"
_INSERT = """
INSERT INTO changes (worker_id, changed_at, what, old, new, origin, old_id, new_id, how, since)
VALUES (?, ?, ?, ?, ?, 'derived', ?, ?, ?, ?)
"""

Logged = tuple[datetime, str | None]
"""When the export's log says that something was changed, and to what."""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Read the changes from the runs anew; one that the export logs is not derived again."""
    connection.execute("DELETE FROM changes WHERE origin = 'derived'")
    logged: dict[tuple[str, str], list[Logged]] = {}
    for worker, what, at, new in _rows(connection, _LOGGED):
        logged.setdefault((worker, what), []).append((at, new))
    found = []
    for what, (value, name, source) in _THINGS.items():
        edges = _rows(connection, _EDGES.format(value=value, name=name, source=source), away=AWAY)
        for worker, own in groupby(edges, key=itemgetter(0)):
            turned = turns(list(_islands(own)))
            found += [
                (worker, turn.at, what, *_values(what, turn), turn.how, turn.since)
                for turn in unexplained(turned, logged.get((worker, what), ()))
            ]
    if found:
        connection.executemany(_INSERT, found)


def unexplained(turned: Sequence[Turn], logged: Iterable[Logged]) -> list[Turn]:
    """The turns that no logged change is. A logged change is at most one turn, the nearest: to the
    value that it names, or to any if the runs have no such value."""
    carried = {it for turn in turned for it in (*_names(turn.old), *_names(turn.new))}
    left = list(turned)
    for at, new in sorted(logged, key=lambda it: it[0]):
        reach = DELAYED if new in carried else NEAR
        meant = [
            turn
            for turn in left
            if turn.since - reach <= at <= turn.at + reach
            and (new not in carried or new in _names(turn.new))
        ]
        if meant:
            left.remove(min(meant, key=lambda turn: abs(turn.at - at)))
    return left


def _names(span: Span) -> tuple[str, str]:
    return span.value, span.name


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, **parameters: Any
) -> Iterator[tuple[Any, ...]]:
    """Rows with aware times, some at a time."""
    reader = connection.sql(sql, params=parameters or None).to_arrow_reader(10_000)
    for batch in reader:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _islands(edges: Iterable[tuple[Any, ...]]) -> Iterator[Island]:
    """Islands from their first and last runs."""
    begun: tuple[Any, ...] = ()
    for edge in edges:
        _, value, _, place, number, last, _, until, begins, ends = edge
        begun = edge if begins else begun
        if ends:
            name, first_place, first_number, first, since = begun[2:7]
            yield Island(
                value, name, first_place, place + 1, number - first_number + 1,
                first, last, since, until,
            )  # fmt: skip


def _values(what: str, turn: Turn) -> tuple[str | None, ...]:
    """What a value was and became; of instructions with what identifies them."""
    ids = (turn.old.value, turn.new.value) if what == "instructions" else (None, None)
    return turn.old.name, turn.new.name, *ids
