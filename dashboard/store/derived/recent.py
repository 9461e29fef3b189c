"""The newest runs, in a table of their own: pages show these first, whatever they are filtered by.

To find the newest of all runs looks at the times of all, and then at each of those few all over the
file. The table holds every run since some moment: who finds enough of the chosen runs there needs
no others. A small history has none of this, nor has one that has most of its runs at one time.
"""

from __future__ import annotations

import duckdb

from dashboard.store.tables import is_empty

FEWEST_RUNS = 3_000_000
"""Of fewer runs all are looked at as fast."""
PART = 64
"""Of all runs about one in so many is held, up to twice as many where new ones came since."""

_SINCE = """
WITH held AS (SELECT quantile_disc(created_at, $last) AS since, count(*) AS runs FROM runs)
SELECT since FROM held
WHERE (SELECT count(*) FROM runs WHERE created_at >= since) <= 2 * runs * (1 - $last)
"""
_INSERT = "INSERT INTO recent BY NAME FROM runs WHERE created_at >= ?"
_BEGIN = "SELECT min(created_at) FROM recent"
_FORGET = "DELETE FROM recent WHERE run_id IN (SELECT run_id FROM unsettled)"
_ADD = """
INSERT INTO recent BY NAME
FROM runs WHERE rowid IN (SELECT place FROM unsettled) AND created_at >= ?
"""
_COUNT = "SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM recent)"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the newest runs into the table anew."""
    if not is_empty(connection, "recent"):
        connection.execute("DELETE FROM recent")
    (runs,) = connection.execute("SELECT count(*) FROM runs").fetchone() or (0,)
    if runs >= FEWEST_RUNS:
        (since,) = connection.execute(_SINCE, {"last": 1 - 1 / PART}).fetchone() or (None,)
        if since:
            connection.execute(_INSERT, [since])


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """The same where runs are unsettled (unsettled.py)."""
    (since,) = connection.execute(_BEGIN).fetchone() or (None,)
    if since is None:
        refresh(connection)
        return
    connection.execute(_FORGET)
    connection.execute(_ADD, [since])
    runs, held = connection.execute(_COUNT).fetchone() or (0, 0)
    if not 0 < held <= 2 * runs / PART:
        refresh(connection)
