"""Runs that have not ended yet, and those that were bad where it is told why, in their own table.

These are few of all, and what asks for them alone would otherwise look at how every run ended. A
small history has none of this, nor has one of which many runs are so: there the table would be a
second history.
"""

from __future__ import annotations

import duckdb

from dashboard.store.derived import unsettled
from dashboard.store.tables import is_empty

FEWEST_RUNS = 1_000_000
"""Of fewer runs all are looked at as fast."""
MOST = 1 / 16
"""Of all runs so many at most are put into the table."""
_OPEN = "outcome IN ('queued', 'pending', 'running')"
_BAD = "outcome = 'bad' AND coalesce(quality_reason, attributed_to) IS NOT NULL"
_HELD = f"({_OPEN} OR {_BAD})"
_COUNTS = f"SELECT count(*), count(*) FILTER ({_HELD}) FROM runs"
_INSERT = f"INSERT INTO open_or_bad BY NAME FROM runs WHERE {_HELD}"
_FORGET = "DELETE FROM open_or_bad WHERE run_id IN (SELECT run_id FROM unsettled)"
_ADD = f"INSERT INTO open_or_bad BY NAME FROM runs WHERE {unsettled.NOW} AND {_HELD}"
_SHOWN = f"""
UPDATE open_or_bad SET as_of = shown.as_of
FROM (SELECT run_id, as_of FROM runs WHERE {_OPEN}) shown
WHERE open_or_bad.run_id = shown.run_id AND open_or_bad.as_of IS DISTINCT FROM shown.as_of
"""
"""Which export shows an open run last is asked, and changes unmarked (unsettled.py)."""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Put these runs into the table anew."""
    if not is_empty(connection, "open_or_bad"):
        connection.execute("DELETE FROM open_or_bad")
    if _are_few(connection):
        connection.execute(_INSERT)


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """The same where runs are unsettled (unsettled.py)."""
    if is_empty(connection, "open_or_bad") or not _are_few(connection):
        refresh(connection)
        return
    for sql in (_FORGET, _ADD, _SHOWN):
        connection.execute(sql)


def _are_few(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether there are many runs, and few of these."""
    runs, held = connection.execute(_COUNTS).fetchone() or (0, 0)
    return bool(runs >= FEWEST_RUNS and held <= MOST * runs)
