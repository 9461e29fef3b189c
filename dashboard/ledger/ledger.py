"""The ledger file: entries are added and read, never changed.

SQLite keeps it whole through a crash, and lets several programs write in turn. Its journal is of
the mode DELETE, so that a folder that can't be written can still be read.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dashboard.errors import LedgerUnusable

FILE = "ledger.sqlite"
SCHEMA_VERSION = 1
WAIT_SECONDS = 10.0
UNDONE = "undone"
"""The kind of an entry that takes back another, whose number it gives."""

_CREATE = (
    """CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL
    )""",
    """CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT raise(ABORT, 'entries are never changed'); END""",
    """CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
    BEGIN SELECT raise(ABORT, 'entries are never removed'); END""",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. number: rises; at: when it was written, aware; who: the name given by the writer,
    "" for none; kind: what was decided; about: its content, as JSON holds it."""

    number: int
    at: datetime
    who: str
    kind: str
    about: dict[str, Any]


Stamp = tuple[int, ...]
"""What tells cheaply whether a ledger file may have changed; () for none."""

Needless = Callable[[Sequence[Entry]], bool]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of the workspace in this folder; it is made with its first entry."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / FILE

    def revision(self) -> int:
        """The number of the newest entry, 0 without any. Raises LedgerUnusable."""
        with self._reading() as connection:
            if connection is None:
                return 0
            row = connection.execute("SELECT coalesce(max(number), 0) FROM entries").fetchone()
            return int(row[0])

    def stamp(self) -> Stamp:
        """Another one after every entry, and for another file: its place, size and time on the
        disk, and SQLite's own count of changes. Raises LedgerUnusable."""
        try:
            with self.path.open("rb") as file:
                seen, head = os.fstat(file.fileno()), file.read(28)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise self._unreadable(error) from error
        return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, *head[24:]

    def entries(self) -> tuple[Entry, ...]:
        """All entries, oldest first. Raises LedgerUnusable."""
        with self._reading() as connection:
            return () if connection is None else _entries(connection)

    def append(
        self, kind: str, about: dict[str, Any], *, who: str = "", unless: Needless | None = None
    ) -> Entry | None:
        """Add an entry and wait until it is on the disk.

        unless: told all entries, while nobody else can write, whether the new one would say
        nothing new; then None is returned and nothing is written. So a click that comes twice, or
        from two people at once, is written once. Raises LedgerUnusable; nothing is written then.
        """
        with self._writing() as connection:
            if unless and unless(_entries(connection)):
                return None
            at = datetime.now(UTC)
            cursor = connection.execute(
                "INSERT INTO entries (at, who, kind, about) VALUES (?, ?, ?, ?)",
                (at.isoformat(), who, kind, json.dumps(about, ensure_ascii=False)),
            )
            return Entry(int(cursor.lastrowid or 0), at, who, kind, about)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """A connection to read with; None while there is no entry."""
        if not self.path.exists():
            yield None
            return
        with self._told():
            # A writer that died leaves a journal, which only one who may write can roll back.
            writable = os.access(self.path, os.W_OK) and os.access(self.folder, os.W_OK)
            with contextlib.closing(self._connect("rw" if writable else "ro")) as connection:
                yield connection if self._version(connection) else None

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that alone may write; all that it writes is kept, or nothing."""
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(self._connect("rwc")) as connection:
                connection.execute("BEGIN IMMEDIATE")
                if not self._version(connection):
                    for statement in _CREATE:
                        connection.execute(statement)
                yield connection  # closed without COMMIT after an error: nothing is kept
                connection.execute("COMMIT")

    def _connect(self, mode: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,
        )
        connection.execute("PRAGMA synchronous = EXTRA")
        return connection

    def _unreadable(self, error: OSError) -> LedgerUnusable:
        return LedgerUnusable(
            f"The ledger can't be read: {error.strerror}.",
            where=str(self.path),
            remedy="Make the file readable, or choose another folder with --home.",
        )

    def _version(self, connection: sqlite3.Connection) -> int:
        """The schema of the file, 0 for a new one; the file of a newer program is refused."""
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > SCHEMA_VERSION:
            raise LedgerUnusable(
                "The ledger was written by a newer version of worker-runs.",
                where=str(self.path),
                remedy="Update worker-runs.",
            )
        return version

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say in words what SQLite or the disk complains of."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise LedgerUnusable(
                f"The ledger can't be used now: {error}. Nothing was recorded.",
                where=str(self.path),
                remedy="Check that the folder can be written and the disk has room, and try again.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise LedgerUnusable(
                f"The ledger is damaged: {error}. Nothing was recorded.",
                where=str(self.path),
                remedy="Put its newest backup in its place; or move it away to begin a new one. "
                "The runs are not touched.",
            ) from error
        except OSError as error:
            raise LedgerUnusable(
                f"The ledger can't be written: {error.strerror}. Nothing was recorded.",
                where=str(self.path),
                remedy="Make the folder writable, or choose another one with --home.",
            ) from error


def _entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    rows = connection.execute("SELECT number, at, who, kind, about FROM entries ORDER BY number")
    return tuple(
        Entry(number, datetime.fromisoformat(at), who, kind, json.loads(about))
        for number, at, who, kind, about in rows
    )
