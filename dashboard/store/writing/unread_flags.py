"""Runs that are completed by their status though another column, which nothing reads, says no, or
counts errors; and those that have an error all the same.

Whether such a run failed or ended and did bad work only a person can tell.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.records.unread_columns import Flag

_SAID = """
SELECT count(*) FILTER (is_bad), count(*), min(said) FILTER (is_bad) FROM (
    SELECT CASE WHEN status = 'completed' THEN lower(json_extract_string(extra, $pointer)) END
            AS said,
        CASE WHEN len($bad::VARCHAR[]) = 0 THEN regexp_full_match(said, '-?[1-9][0-9]*(\\.0)?')
            ELSE list_contains($bad::VARCHAR[], said) END AS is_bad
    FROM loaded
)
"""


_WITH_ERROR = """
SELECT count(*) FILTER (is_one), count(*), min(error_message) FILTER (is_one) FROM (
    SELECT *, status = 'completed' AND error_message IS NOT NULL AS is_one FROM loaded
)
"""


def completed_with_error(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """A sentence where runs are completed by their status and have an error."""
    found, runs, error = connection.execute(_WITH_ERROR).fetchone() or (0, 0, "")
    if not found:
        return ()
    are, have, count = ("is", "has", "it counts") if found == 1 else ("are", "have", "they count")
    short = " ".join(error.split())
    return (
        f"{found:,} of {runs:,} {'run' if runs == 1 else 'runs'} {are} completed by the status and "
        f"{have} an error, like “{short[:40]}{'…' if short[40:] else ''}”: {count} as succeeded.",
    )


def unread_flags(connection: duckdb.DuckDBPyConnection, flags: Sequence[Flag]) -> tuple[str, ...]:
    """A sentence for each of these columns, which say whether a run went well, that says of runs
    which are completed that they did not."""
    told = []
    for column, bad in flags:
        pointer = f"/{column.replace('~', '~0').replace('/', '~1')}"
        found = connection.execute(_SAID, {"pointer": pointer, "bad": list(bad)}).fetchone()
        if found and found[0]:
            told.append(_told(column, *found))
    return tuple(told)


def _told(column: str, runs: int, rows: int, word: str) -> str:
    are = f"{'run' if rows == 1 else 'runs'} {'is' if runs == 1 else 'are'}"
    return (
        f"{runs:,} of {rows:,} {are} completed by the status and “{word}” by {column[:40]}, which "
        "is not read. A mapping can say whether that is a failed run (status) or bad work "
        "(quality)."
    )
