"""The ledger file: entries are added and read, never changed.

SQLite keeps it whole through a crash, and lets several programs write in turn. Its journal is of
the mode DELETE, so that a folder that can't be written can still be read.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from dashboard.errors import LedgerUnusable
from dashboard.ledger import entries, tables
from dashboard.ledger.entries import Broken, Entry

FILE = "ledger.sqlite"
WAIT_SECONDS = 30.0

_NOT_NOW = (
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
)
"""What SQLite says of a file that may be whole."""

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

    def stamp(self) -> Stamp:
        """Another one after every entry, and for another file: its place, size and time on the
        disk, and SQLite's own count of changes. Raises LedgerUnusable."""
        try:
            with self.path.open("rb") as file:
                seen, head = os.fstat(file.fileno()), file.read(28)
        except (FileNotFoundError, NotADirectoryError):
            return ()
        except OSError as error:
            raise self._unreadable(error) from error
        return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, *head[24:]

    def entries(self) -> tuple[Entry, ...]:
        """All entries, oldest first. Raises LedgerUnusable."""
        with self._told():
            if not self.path.exists():
                return ()
            # A writer that died leaves a journal, which only one who may write can roll back.
            writable = os.access(self.path, os.W_OK) and os.access(self.folder, os.W_OK)
            with contextlib.closing(self._connect("rw" if writable else "ro")) as connection:
                return entries.read(connection)

    def append(
        self, kind: str, about: dict[str, Any], *, who: str = "", unless: Needless | None = None
    ) -> Entry | None:
        """Add an entry and wait until it is on the disk.

        unless: told all entries, while nobody else can write, whether the new one would say
        nothing new; then None is returned and nothing is written. So a click that comes twice, or
        from two people at once, is written once. Raises LedgerUnusable; nothing is written then.
        """
        with self._writing() as connection:
            held = entries.read(connection)  # nothing is written behind damage
            if unless and unless(held):
                return None
            return entries.add(connection, kind, about, who)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that alone may write; all that it writes is kept, or nothing."""
        with self._told():
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self._create()
            with contextlib.closing(self._connect("rw")) as connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection  # closed without COMMIT after an error: nothing is kept
                connection.execute("COMMIT")

    def _create(self) -> None:
        """Put an empty ledger in its place: whole, so that a file without one is damage."""
        draft = self.folder / f"{FILE}.draft"
        with FileLock(self.folder / "ledger.lock", timeout=WAIT_SECONDS):
            if self.path.exists():  # another was faster
                return
            draft.unlink(missing_ok=True)
            with contextlib.closing(_opened(draft, "rwc")) as connection:
                tables.create(connection)
            draft.replace(self.path)

    def _connect(self, mode: str) -> sqlite3.Connection:
        """A connection to a ledger, brought to this version. Raises what _told() tells."""
        connection = _opened(self.path, mode)
        try:
            version = tables.version(connection)
            if version > tables.SCHEMA_VERSION:
                raise LedgerUnusable(
                    "The ledger was written by a newer version of worker-runs.",
                    where=str(self.path),
                    remedy="Update worker-runs.",
                )
            if not version:
                raise Broken("there is no ledger in it")
            if version < tables.SCHEMA_VERSION:
                tables.upgrade(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _unreadable(self, error: OSError) -> LedgerUnusable:
        return LedgerUnusable(
            f"The ledger can't be read: {error.strerror}.",
            where=str(self.path),
            remedy="Make the file readable, or choose another folder with --home.",
        )

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say in words what SQLite or the disk complains of."""
        try:
            yield
        except (Broken, sqlite3.Error) as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None or code & 0xFF not in _NOT_NOW:
                raise self._damaged(error) from error
            raise self._not_now(str(error)) from error
        except UnicodeDecodeError as error:  # SQLite's own message quotes the damage
            raise self._damaged(Broken("its text can't be read")) from error
        except Timeout as error:
            raise self._not_now("another program is making it") from error
        except OSError as error:
            raise LedgerUnusable(
                f"The ledger can't be written: {error.strerror}. Nothing was recorded.",
                where=str(self.path),
                remedy="Make the folder writable, or choose another one with --home.",
            ) from error

    def _damaged(self, error: Exception) -> LedgerUnusable:
        return LedgerUnusable(
            f"The ledger is damaged: {error}. Nothing was recorded.",
            where=str(self.path),
            remedy="Put its newest backup in its place; or move it away to begin a new one. "
            "The runs are not touched.",
        )

    def _not_now(self, found: str) -> LedgerUnusable:
        return LedgerUnusable(
            f"The ledger can't be used now: {found}. Nothing was recorded.",
            where=str(self.path),
            remedy="Check that the folder can be written and the disk has room, and try again.",
        )


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,
    )
    connection.execute("PRAGMA synchronous = EXTRA")
    return connection
