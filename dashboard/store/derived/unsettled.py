"""Which runs were written since the tables that tell of all runs together were: these follow them.

A new run has no `alone`, and whoever writes one that is there sets that to NULL; whether it is
alone is what these tables are told first, and nothing else sets it (sharing.py). Only which export
shows it last (`as_of`) is written without that: of it they tell nothing. No import removes a run.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

UNSETTLED = "alone = NULL"
"""What every UPDATE of runs sets, too."""
MOST = 1 / 4
"""Where a larger part of the runs was written, all of them are looked at anew."""

_COUNTS = "SELECT count(*), count(*) FILTER (alone IS NULL) FROM runs"
_FIND = """
CREATE OR REPLACE TEMP TABLE unsettled AS
SELECT rowid AS place, run_id FROM runs WHERE alone IS NULL;
CREATE OR REPLACE TEMP TABLE unsettled_before AS
SELECT rowid AS place, run_id, cluster, created_at
FROM earlier.runs SEMI JOIN unsettled USING (run_id)
"""
NOW = "rowid IN (SELECT place FROM unsettled)"
"""Whether a run is unsettled; by its place, so that others are not looked at as a whole."""
BEFORE = "rowid IN (SELECT place FROM unsettled_before)"
"""The same of a run as it was before."""


def are_few(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether it is worth to look at unsettled runs alone."""
    runs, unsettled = connection.execute(_COUNTS).fetchone() or (0, 0)
    return bool(unsettled <= MOST * runs)


def attach(connection: duckdb.DuckDBPyConnection, before: Path) -> None:
    """Attach the history as it was before, for find(): the file of a generation."""
    quoted = str(before.absolute()).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS earlier (READ_ONLY)")


def find(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables unsettled, of runs, and unsettled_before, of those of them that
    were there before, as they were then, with their places. Needs the history as it was, as
    `earlier`."""
    connection.execute(_FIND)
