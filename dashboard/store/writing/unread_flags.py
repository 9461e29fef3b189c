"""Runs that are completed by their status though another column, which nothing reads, says no.

Whether such a run failed or ended and did bad work only a person can tell.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dashboard.records.drafts.shapes import NO

_SAID = """
SELECT count(*) FILTER (said IN ({words})), count(*), min(said) FILTER (said IN ({words})) FROM (
    SELECT CASE WHEN status = 'completed' THEN lower(json_extract_string(extra, $pointer)) END
        AS said
    FROM loaded
)
""".format(words=", ".join(f"'{word}'" for word in sorted({*NO, "0", "n"})))


def unread_flags(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> tuple[str, ...]:
    """A sentence for each of these columns, which ask whether a run went well, that says no of runs
    which are completed."""
    told = []
    for column in columns:
        pointer = f"/{column.replace('~', '~0').replace('/', '~1')}"
        found = connection.execute(_SAID, {"pointer": pointer}).fetchone()
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
