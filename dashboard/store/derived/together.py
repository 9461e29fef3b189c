"""What tells of all runs together, at the end of each change of the history.

That is: which runs are alone, runs that count alike, runs of tasks, drawn and newest runs, those
that are open or bad, which tools they called and of which they had errors, what is told of workers
by all of their runs, which repeat a failed one, how they were read, and what is known of a history
as a whole. Of a small history only the last three are made.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from dashboard.store.derived import (
    drawn,
    gathered,
    known,
    open_or_bad,
    prepared,
    recent,
    repeated,
    sharing,
    tries,
    unsettled,
)
from dashboard.store.derived.categories_called import CATEGORIES_CALLED
from dashboard.store.derived.read_as import READ_AS
from dashboard.store.derived.tool_errors import TOOL_ERRORS
from dashboard.store.tables import ZONE

FEWEST_RUNS = 50_000
"""Of fewer runs most questions are answered in some hundredths of a second; of so many what is made
here takes a seventh of an import, and pages then take half to a third."""
_ZONE = "SELECT value FROM {} WHERE name = ?"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Make it of all runs."""
    zone = _zone(connection, "settings")
    if _rows(connection) >= FEWEST_RUNS:
        sharing.refresh(connection, zone)
        gathered.refresh(connection, zone)
        tries.refresh(connection)
        drawn.refresh(connection)
        recent.refresh(connection)
        open_or_bad.refresh(connection)
        TOOL_ERRORS.refresh(connection)
        prepared.refresh(connection, zone)
        CATEGORIES_CALLED.refresh(connection)
        connection.execute(sharing.DONE)
    repeated.refresh(connection)
    READ_AS.refresh(connection)
    known.refresh(connection, zone)


def follow(connection: duckdb.DuckDBPyConnection, before: Path) -> None:
    """The same where it is made already: but for what repeats, what is known of days and what is
    told of workers, of the runs that were written since (unsettled.py).

    before: the file of the history as it was then, of the present schema.
    """
    if _rows(connection) >= FEWEST_RUNS and unsettled.are_few(connection):
        unsettled.attach(connection, before)
        follow_attached(connection)
    else:
        refresh(connection)


def follow_attached(connection: duckdb.DuckDBPyConnection) -> None:
    """The same, with the history as it was attached as `earlier`.

    Which tables are worth having is asked only where all runs are looked at anew: also, therefore,
    where their number passes a power of two. A history that gets large enough has all of its runs
    unsettled.
    """
    zone = _zone(connection, "settings")
    doubled = _rows(connection).bit_length() > _rows(connection, "earlier.runs").bit_length()
    if doubled or zone != _zone(connection, "earlier.settings"):
        refresh(connection)
        return
    unsettled.find(connection)
    known.follow(connection, zone)
    TOOL_ERRORS.follow(connection)
    CATEGORIES_CALLED.follow(connection)
    READ_AS.follow(connection)
    sharing.follow(connection, zone)
    gathered.follow(connection, zone)
    tries.follow(connection)
    drawn.follow(connection)
    recent.follow(connection)
    prepared.refresh(connection, zone)
    open_or_bad.follow(connection)
    repeated.refresh(connection)
    connection.execute(sharing.DONE)


def _rows(connection: duckdb.DuckDBPyConnection, table: str = "runs") -> int:
    (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
    return int(rows)


def _zone(connection: duckdb.DuckDBPyConnection, settings: str) -> str:
    """By whose clock days begin."""
    named = connection.execute(_ZONE.format(settings), [ZONE]).fetchone()
    return str(named[0]) if named else "UTC"
