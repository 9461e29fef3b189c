"""Runs that are completed by their status though another column, which nothing reads, says no, or
counts errors, or that they failed; and those that have an error all the same.

Whether such a run failed or ended and did bad work only a person can tell.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.records.rows import Flag
from dashboard.records.statuses import known_status
from dashboard.store.writing.loaded_runs import LoadedRuns

_SAID = """
SELECT count(*) FILTER (is_bad), count(*), min(said) FILTER (is_bad) FROM (
    SELECT CASE WHEN status = 'completed' THEN lower(json_extract_string(extra, $pointer)) END
            AS said,
        CASE WHEN len($bad::VARCHAR[]) = 0 THEN regexp_full_match(said, '-?[1-9][0-9]*(\\.0)?')
            ELSE list_contains($bad::VARCHAR[], said) END AS is_bad
    FROM loaded
)
"""

_WORDS = """
SELECT said, count(*) AS runs FROM (
    SELECT json_extract_string(extra, $pointer) AS said FROM loaded WHERE status = 'completed'
)
WHERE length(said) <= 100 GROUP BY said ORDER BY runs DESC, said
"""
_MOST = 1_000
"""Different words of a column that are looked at: more are texts."""


_AN_ERROR = "SELECT min(error_message) FROM loaded WHERE status = 'completed'"


def completed_with_error(
    connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns
) -> tuple[str, ...]:
    """A sentence where runs are completed by their status and have an error."""
    found, runs = loaded.with_error, loaded.runs
    if not found:
        return ()
    (error,) = connection.execute(_AN_ERROR).fetchone() or ("",)
    are, have, count = ("is", "has", "it counts") if found == 1 else ("are", "have", "they count")
    short = " ".join(error.split())
    return (
        f"{found:,} of {runs:,} {'run' if runs == 1 else 'runs'} {are} completed by the status and "
        f"{have} an error, like “{short[:40]}{'…' if short[40:] else ''}”: {count} as succeeded.",
    )


def other_endings(
    connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns, columns: Sequence[str]
) -> tuple[str, ...]:
    """A sentence for each of these columns, where a status may stand, that says of runs which are
    completed that they failed: another of the columns was read."""
    told = []
    for column in columns if len(columns) > 1 else ():
        words = connection.execute(_WORDS, {"pointer": _pointer(column)}).fetchmany(_MOST)
        bad = [(word, runs) for word, runs in words if known_status(word) == "failed"]
        if bad:
            told.append(_told(column, sum(runs for _, runs in bad), loaded.runs, bad[0][0]))
    return tuple(told)


def unread_flags(connection: duckdb.DuckDBPyConnection, flags: Sequence[Flag]) -> tuple[str, ...]:
    """A sentence for each of these columns, which say whether a run went well, that says of runs
    which are completed that they did not."""
    told = []
    for column, bad in flags:
        found = connection.execute(
            _SAID, {"pointer": _pointer(column), "bad": list(bad)}
        ).fetchone()
        if found and found[0]:
            told.append(_told(column, *found))
    return tuple(told)


def _pointer(column: str) -> str:
    return f"/{column.replace('~', '~0').replace('/', '~1')}"


def _told(column: str, runs: int, rows: int, word: str) -> str:
    are = f"{'run' if rows == 1 else 'runs'} {'is' if runs == 1 else 'are'}"
    return (
        f"{runs:,} of {rows:,} {are} completed by the status and “{word}” by {column[:40]}, which "
        "is not read. A mapping can say whether that is a failed run (status) or bad work "
        "(quality)."
    )
