"""A part of all runs, drawn by their ids, in a table of its own.

What is told of a sample would otherwise look at every run to find it, and that with all columns,
since a sample is spread over the whole file. A small history has none of this: its runs are looked
at as fast.

Who takes a sample of these runs draws by hash(run_id), and these are drawn by the hash of that: so
the one says nothing of the other.
"""

from __future__ import annotations

import duckdb

from dashboard.store.tables import CREATE_DRAWN

FEWEST_RUNS = 3_000_000
"""Of fewer runs none are drawn: of them no side would be left with enough."""
_PART, _MOST = 16, 500_000
"""One run in so many is drawn; of very many runs fewer, so that they don't become more than this.
"""

_DRAWN = "hash(hash(run_id)) % ?::UBIGINT = 0"
_INSERT = f"INSERT INTO drawn BY NAME FROM runs WHERE {_DRAWN}"
_ADD = f"""
INSERT INTO drawn BY NAME
FROM runs WHERE rowid IN (SELECT place FROM unsettled WHERE {_DRAWN})
"""
_FORGET = "DELETE FROM drawn WHERE run_id IN (SELECT run_id FROM unsettled)"
_COUNT = "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM earlier.runs)"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Draw runs anew."""
    (runs,) = connection.execute("SELECT count(*) FROM runs").fetchone() or (0,)
    connection.execute(CREATE_DRAWN)
    if runs >= FEWEST_RUNS:
        connection.execute(_INSERT, [one_in(runs)])


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """Draw runs that are unsettled (unsettled.py), unless another part is to be drawn now."""
    now, before = connection.execute(_COUNT).fetchone() or (0, 0)
    if before < FEWEST_RUNS or one_in(now) != one_in(before):
        refresh(connection)
        return
    connection.execute(_FORGET)
    connection.execute(_ADD, [one_in(now)])


def one_in(runs: int) -> int:
    """Of how many runs one is drawn, a power of two."""
    part = _PART
    while runs > part * _MOST:
        part *= 2
    return part
