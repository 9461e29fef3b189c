"""Changes of workers that nobody logged, read from the values that their runs carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from dashboard.store.derived.carried import OF_TOUCHED, THINGS, carry, carry_touched, with_several
from dashboard.store.derived.logged_changes import Logged, of_any_kind, unexplained
from dashboard.store.derived.spans import AWAY, turns
from dashboard.store.derived.stretches import Island, Turn
from dashboard.store.derived.work_values import WITH_WORK, kinds_with_values

_EDGES = """
WITH seen AS NOT MATERIALIZED (
    SELECT worker_id, created_at, {value} AS value, {name} AS name, {work} AS work
    FROM {source}
    WHERE worker_id IS NOT NULL AND time_basis IS DISTINCT FROM 'import' AND ({value}) IS NOT NULL
),
held AS MATERIALIZED (
    SELECT worker_id, work, value, count(*)::BIGINT AS runs, max(created_at) AS last,
        min({{'at': created_at, 'name': name}}) AS first
    FROM seen GROUP BY ALL
),
in_turn AS MATERIALIZED (
    SELECT *, lag(last) OVER along AS since, lead(first.at) OVER along AS until,
        sum(runs) OVER along AS passed
    FROM held WINDOW along AS (PARTITION BY worker_id, work ORDER BY first.at, last)
    QUALIFY count(*) OVER (PARTITION BY worker_id, work) > 1
),
mingled AS MATERIALIZED (SELECT DISTINCT worker_id, work FROM in_turn WHERE since >= first.at),
mixed AS (
    SELECT seen.*, count(*) OVER whole AS runs,
        row_number() OVER (at_once ORDER BY name) / (1 + count(*) OVER at_once) AS share
    FROM seen SEMI JOIN mingled
        ON mingled.worker_id = seen.worker_id AND mingled.work IS NOT DISTINCT FROM seen.work
    WINDOW whole AS (PARTITION BY seen.worker_id, seen.work, value),
        at_once AS (PARTITION BY seen.worker_id, seen.work, value, created_at)
),
placed AS (
    SELECT *, row_number() OVER along - 1 AS place,
        lag(created_at) OVER along AS since, lead(created_at) OVER along AS until
    FROM mixed
    WINDOW along AS (PARTITION BY worker_id, work ORDER BY created_at, share, runs DESC, value)
),
numbered AS (
    SELECT *, row_number() OVER own AS number,
        coalesce(place - lag(place) OVER own > $away, true) AS begins,
        coalesce(lead(place) OVER own - place > $away, true) AS ends
    FROM placed WINDOW own AS (PARTITION BY worker_id, work, value ORDER BY place)
),
apart AS (
    SELECT in_turn.* FROM in_turn ANTI JOIN mingled
        ON mingled.worker_id = in_turn.worker_id AND mingled.work IS NOT DISTINCT FROM in_turn.work
)
SELECT worker_id, work, value, name, place, number, created_at, since, until, begins, ends
FROM numbered WHERE begins OR ends
UNION ALL
SELECT worker_id, work, value, first.name, (passed - runs)::BIGINT, 1, first.at, since, NULL,
    true, false
FROM apart
UNION ALL
SELECT worker_id, work, value, first.name, (passed - 1)::BIGINT, runs, last, NULL, until,
    false, true
FROM apart
ORDER BY worker_id, work, value, place, ends
"""
"""The first and the last run of every island, with the times of the runs before and after it; by
kind of work, where that brings the values with it. A value that was over when the next began is one
island, for which its runs need no order; of workers whose values are mingled they do. Runs of one
time are mixed evenly by their values: no name of a value or a run says which came first."""

_LOGGED = """
SELECT worker_id, what, changed_at, new FROM changes
WHERE origin = 'export' AND coalesce(lower(trim(old)) <> lower(trim(new)), true)
"""
"""An entry that repeats what holds explains no change."""
_INSERT = """
INSERT INTO changes (worker_id, changed_at, what, old, new, origin, old_id, new_id, how, since)
VALUES (?, ?, ?, ?, ?, 'derived', ?, ?, ?, ?)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Read the changes from the runs anew; one that the export logs is not derived again."""
    carry(connection)
    _read(connection, "true")
    connection.execute("DROP VIEW carrying; DROP TABLE filled_in")


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """The same for the touched workers (derived/touched.py)."""
    carry_touched(connection)
    _read(connection, OF_TOUCHED)
    connection.execute("DROP TABLE carrying; DROP TABLE filled_in")


def _read(connection: duckdb.DuckDBPyConnection, of_workers: str) -> None:
    """Read the changes from the runs carrying. of_workers: a condition on the workers of these."""
    connection.execute(
        f"DELETE FROM changes WHERE origin = 'derived' AND {of_workers};"
        f"DELETE FROM with_work WHERE {of_workers}"
    )
    logged: dict[tuple[str, str], list[Logged]] = {}
    for worker, what, at, new in _rows(connection, _LOGGED):
        logged.setdefault((worker, what), []).append((at, new))
    found, brought = [], list[tuple[str, str]]()
    for what in with_several(connection):
        value, _, source = THINGS[what]
        kinds = kinds_with_values(connection, value, source) if what in WITH_WORK else {}
        brought += [(worker, what) for worker in kinds]
        for worker, by_kind in islands(connection, what, kinds):
            turned = [turn for own in by_kind for turn in turns(own)]
            if worker in kinds:
                turned = of_any_kind(turned)
            found += [
                (worker, turn.at, what, *_values(what, turn), turn.how, turn.since)
                for turn in unexplained(turned, logged.get((worker, what), ()))
            ]
    if found:
        connection.executemany(_INSERT, found)
    if brought:
        connection.executemany("INSERT INTO with_work VALUES (?, ?)", brought)


def islands(
    connection: duckdb.DuckDBPyConnection, what: str, kinds: Mapping[str, str]
) -> Iterator[tuple[str, list[list[Island]]]]:
    """Of each worker that had several values of what its runs carry: its islands, by kind of work.

    what: one of CHANGED_THINGS; kinds: of kinds_with_values.
    """
    value, name, source = THINGS[what]
    sql = _EDGES.format(value=value, name=name, source=source, work=_work_of(kinds))
    edges = _rows(connection, sql, away=AWAY, **_named(kinds))
    for worker, own in groupby(edges, key=itemgetter(0)):
        yield worker, [list(_islands(of_kind)) for _, of_kind in groupby(own, key=itemgetter(1))]


def _work_of(kinds: Mapping[str, str]) -> str:
    """The kind of work of a run, where it brings values with it; an expression."""
    cases = "".join(
        f" WHEN worker_id IN (SELECT unnest($kind_{n})) THEN {kind}"
        for n, kind in enumerate(dict.fromkeys(kinds.values()))
    )
    return f"CASE{cases} END" if cases else "NULL"


def _named(kinds: Mapping[str, str]) -> dict[str, list[str]]:
    """The workers of each kind that _work_of names."""
    return {
        f"kind_{n}": [worker for worker, own in kinds.items() if own == kind]
        for n, kind in enumerate(dict.fromkeys(kinds.values()))
    }


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, **parameters: Any
) -> Iterator[tuple[Any, ...]]:
    """Rows with aware times, some at a time."""
    asked = connection.execute(sql, parameters or None)
    while rows := asked.fetchmany(10_000):
        yield from rows


def _islands(edges: Iterable[tuple[Any, ...]]) -> Iterator[Island]:
    """Islands from their first and last runs."""
    begun: tuple[Any, ...] = ()
    for edge in edges:
        _, _, value, _, place, number, last, _, until, begins, ends = edge
        begun = edge if begins else begun
        if ends:
            name, first_place, first_number, first, since = begun[3:8]
            yield Island(
                value, name, first_place, place + 1, number - first_number + 1,
                first, last, since, until,
            )  # fmt: skip


def _values(what: str, turn: Turn) -> tuple[str | None, ...]:
    """What a value was and became; of instructions with what identifies them."""
    ids = (turn.old.value, turn.new.value) if what == "instructions" else (None, None)
    return turn.old.name, turn.new.name, *ids
