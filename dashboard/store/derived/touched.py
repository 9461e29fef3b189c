"""What an import touched, so that only what this bears on is worked out anew.

A run is touched if it is new, or says something else than when all runs were last looked at: the
table `checked` tells after which import that was, and the fold (store/writing/fold.py) marks what
it changed. What such a run was worked out to be before still stands in its row; what it said is
kept by the fold. What stands beside the runs is compared with what stood there before.
"""

from __future__ import annotations

import duckdb

from dashboard.store.tables import is_empty

ANEW = "?"
"""In `read_checks` of a run that came to say something else since it was looked at."""

_REMEMBER = """
CREATE OR REPLACE TEMP TABLE changes_before AS FROM changes;
CREATE OR REPLACE TEMP TABLE labels_before AS
SELECT instructions_id, instructions_version FROM instructions
"""
_FIND = f"""
CREATE OR REPLACE TEMP TABLE touched AS
SELECT rowid AS place, run_id, worker_id, retry_of FROM runs
WHERE import_id > (SELECT max(import_id) FROM checked) OR read_checks = '{ANEW}';
CREATE OR REPLACE TEMP TABLE was AS
SELECT run_id, worker_id, retry_of FROM standing SEMI JOIN touched USING (run_id)
"""


def _changed(column: str, rows: str, before: str) -> str:
    """SELECT of a column, of rows that are new or not there any more. rows, before: the present
    ones, and those of before."""
    return (
        f"SELECT {column} FROM (({rows} EXCEPT {before}) UNION ALL ({before} EXCEPT {rows}))"
        f" WHERE {column} IS NOT NULL"
    )


def _of_changed(condition: str) -> str:
    """SELECT of the workers of whom other changes are known than before; of some changes."""
    return _changed(
        "worker_id",
        f"FROM changes WHERE {condition}",
        f"FROM changes_before WHERE {condition}",
    )


_LABELS = "SELECT instructions_id, instructions_version FROM instructions"
_WORKERS = f"""
CREATE OR REPLACE TEMP TABLE touched_workers AS
SELECT worker_id FROM touched WHERE worker_id IS NOT NULL
UNION
SELECT worker_id FROM was WHERE worker_id IS NOT NULL
UNION
{_of_changed("origin = 'export'")}
"""
_EDITED = f"""
CREATE OR REPLACE TEMP TABLE edited_workers AS {_of_changed("what = 'instructions'")};
CREATE OR REPLACE TEMP TABLE relabelled AS
{_changed("instructions_id", _LABELS, "FROM labels_before")}
"""


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what stands beside the runs, before an import changes that."""
    connection.execute(_REMEMBER)


def find(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make the temporary tables touched, of runs, with their places; was, what those said that were
    there before; and touched_workers. False if runs were never looked at: all are to be, then.

    Needs what remember() keeps and the fold's temporary table standing.
    """
    if is_empty(connection, "checked"):
        return False
    connection.execute(_FIND)
    connection.execute(_WORKERS)
    return True


def find_edited(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables edited_workers, of which other changes of their instructions are
    known than before; and relabelled, of instructions that have other labels."""
    connection.execute(_EDITED)
