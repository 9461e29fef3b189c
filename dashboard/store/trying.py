"""Tell what an import would do: done in a copy of the history that is dropped."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import duckdb

from dashboard.records.rows import Export
from dashboard.store.generations import next_generation
from dashboard.store.home import Home
from dashboard.store.importing import NEXT_IMPORT, Imported, into, number_of
from dashboard.store.staging import Progress

_FIRST_REJECTED = """
SELECT file, line, field, reason, raw FROM rejects WHERE import_id = $number
ORDER BY file, line LIMIT 100
"""


class Tried(NamedTuple):
    """What an import would do: its counts, and the first of the rows that it would reject (file,
    line, field, reason, raw)."""

    imported: Imported
    rejected: tuple[dict[str, Any], ...]


def try_export(
    home: Home, export: Export, now: datetime, progress: Progress = lambda rows: None
) -> Tried:
    """What importing an export would do. Raises what import_export raises."""
    done: list[Tried] = []

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        number = number_of(connection, NEXT_IMPORT)
        imported, _ = into(connection, lambda connection, number: (export, 0), now, progress)
        found = connection.execute(_FIRST_REJECTED, {"number": number})
        names = [column[0] for column in found.description or ()]
        rejected = (dict(zip(names, row, strict=True)) for row in found.fetchall())
        done.append(Tried(imported, tuple(rejected)))
        return False

    next_generation(home, change)
    return done[0]
