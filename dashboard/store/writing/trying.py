"""Tell what an import would do: done in a copy of the history, so that nobody waits for it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.sources.files.rooms import room
from dashboard.store.workspace.home import Home
from dashboard.store.writing.generations import next_generation
from dashboard.store.writing.importing import NEXT_IMPORT, Begin, Imported, into, number_of
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


@contextmanager
def rehearsal(home: Home, kept: Path | None = None) -> Iterator[Rehearsal]:
    """A copy of the history to try imports on. kept: the folder where it stays, so that a later one
    there begins with what was tried before; None for a copy that is dropped."""
    if kept is None:
        with room() as folder:
            yield Rehearsal(_copy(home, folder / "copy"), keeps=False)
        return
    there = Home(kept)
    yield Rehearsal(there if kept.is_dir() else _copy(home, kept), keeps=True)


class Rehearsal(NamedTuple):
    """A copy of the history on which imports are tried; keeps: whether they stay in it."""

    home: Home
    keeps: bool

    def tried(self, begin: Begin, now: datetime, progress: Progress) -> Tried:
        """What an import would do. Raises what reading the export raises."""
        done: list[Tried] = []

        def change(connection: duckdb.DuckDBPyConnection) -> bool:
            number = number_of(connection, NEXT_IMPORT)
            imported, changed = into(connection, begin, now, progress)
            found = connection.execute(_FIRST_REJECTED, {"number": number})
            names = [column[0] for column in found.description or ()]
            rejected = (dict(zip(names, row, strict=True)) for row in found.fetchall())
            done[:] = [Tried(imported, tuple(rejected))]
            return changed and self.keeps

        next_generation(self.home, change)
        return done[0]


def _copy(home: Home, folder: Path) -> Home:
    """A workspace in that folder, which is none yet, with the present history, if there is one.
    Until it is whole there is no such folder, whatever ends the copying: one without all of it
    would be a history without runs."""
    try:
        draft = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=folder.parent))
        try:
            while not _copied(home, Home(draft)):
                pass  # another import published meanwhile, and cleared what was being copied
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise StoreUnusable(
            f"There is no copy of the history to try it on: {error.strerror}.",
            where=str(folder),
            remedy="Nothing was changed. Check that the disk for temporary files has room for two "
            "copies of the history (TMPDIR), then try again.",
        ) from error
    return Home(folder)


def _copied(home: Home, copy: Home) -> bool:
    """Whether the present history was copied, and not cleared meanwhile."""
    copy.path.mkdir(exist_ok=True)
    generation = home.generation()
    if not generation:
        return True
    try:
        shutil.copyfile(home.database(generation), copy.database(generation))
        shutil.copyfile(home.manifest(generation), copy.manifest(generation))
    except FileNotFoundError:
        if home.generation() == generation:
            raise
        shutil.rmtree(copy.path)
        return False
    copy.pointer.write_text(f"{generation}\n")
    return True
