"""Tell what an import would do: done in a copy of the history that is dropped."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.records.rows import Export
from dashboard.sources.files.rooms import room
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.importing import NEXT_IMPORT, Imported, into, number_of
from dashboard.store.writing.staging import Progress

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
    """What importing an export would do. Raises what reading the export raises.

    It is done in a copy of the workspace, so that nobody's import waits for somebody who looks.
    """
    done: list[Tried] = []

    def change(connection: duckdb.DuckDBPyConnection) -> bool:
        number = number_of(connection, NEXT_IMPORT)
        imported, _ = into(connection, lambda connection, number: (export, 0), now, progress)
        found = connection.execute(_FIRST_REJECTED, {"number": number})
        names = [column[0] for column in found.description or ()]
        rejected = (dict(zip(names, row, strict=True)) for row in found.fetchall())
        done.append(Tried(imported, tuple(rejected)))
        return False

    with room() as folder:
        next_generation(_copy(home, folder), change)
    return done[0]


def _copy(home: Home, folder: Path) -> Home:
    """A workspace in that folder with the present history, if there is one."""
    copy = Home(folder)
    if generation := home.generation():
        for at, to in (
            (home.database(generation), copy.database(generation)),
            (home.manifest(generation), copy.manifest(generation)),
            (home.pointer, copy.pointer),
        ):
            try:
                shutil.copyfile(at, to)
            except OSError as error:
                raise StoreUnusable(
                    f"There is no copy of the history to try it on: {error.strerror}.",
                    where=str(folder),
                    remedy="Nothing was changed. Check that the disk for temporary files has room "
                    "for two copies of the history (TMPDIR), then try again.",
                ) from error
    return copy
