"""What an import says where it shows less than its file seems to hold: why no row was read, and how
many runs don't say how they ended, or whose they are."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.sources.raw.raw import listed
from dashboard.store.tables import is_empty
from dashboard.store.writing.loaded_runs import LoadedRuns

# The import that runs is not listed yet.
_FIRST = """
SELECT file, line, field, reason FROM rejects
WHERE import_id NOT IN (SELECT import_id FROM imports) ORDER BY file, line LIMIT 1
"""


def why_none(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """Why the first row was rejected, where none was read: what all rows lack is the file's."""
    if loaded.runs or is_empty(connection, "rejects"):
        return ()
    first = connection.execute(_FIRST).fetchone()
    if not first:
        return ()
    file, line, field, reason = first
    where = file if line is None else f"{file}, line {line:,}"
    whose = f"{field}: " if field else ""
    return (f"No row could be read. Of the first, {where}, {whose}{reason}.",)


def without_ending(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """Runs of which the export says nothing of how they ended, in no word at all."""
    silent, runs = loaded.silent, loaded.runs
    if not silent:
        return ()
    one = silent == 1
    return (
        f"{silent:,} of {runs:,} {'run' if runs == 1 else 'runs'} "
        f"{'doesn’t' if one else 'don’t'} say how {'it' if one else 'they'} ended: "
        f"{'its' if one else 'their'} status is unknown, and no rate counts "
        f"{'it' if one else 'them'}.",
    )


def without_worker(loaded: LoadedRuns, columns: Sequence[str]) -> tuple[str, ...]:
    """Runs of which nothing is read of whose they are. columns: those that may name it."""
    nameless, runs = loaded.nameless, loaded.runs
    if nameless == runs and columns:
        return (
            f"No run says which worker it is of, and {listed(columns, 3)} may name it: a mapping "
            "can say so (worker).",
        )
    if not 0 < nameless < runs:
        return ()
    they = "doesn’t say which worker it is" if nameless == 1 else "don’t say which worker they are"
    return (f"{nameless:,} of {runs:,} runs {they} of.",)
