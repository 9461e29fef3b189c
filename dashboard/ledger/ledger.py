"""The ledger file: entries are added and read, never changed.

SQLite keeps it whole through a crash, and lets several programs write in turn. Its journal is of
the mode DELETE, so that a folder that can't be written can still be read.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from dashboard.errors import FilterInvalid, LedgerUnusable
from dashboard.ledger import entries, tables
from dashboard.ledger.entries import Broken, Entry

FILE = "ledger.sqlite"
BEGUN = "ledger.begun"
"""The file that says that there is a ledger, so that one that is lost is not taken for none."""
LONGEST_WHO = 60
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

Stamp = tuple[int | str, ...]
"""What tells cheaply whether a ledger file may have changed; () for none."""


@dataclass(frozen=True, slots=True)
class _Use:
    """What was to be done with the ledger: words for why it could not be, for what became of it,
    and for what it needs."""

    done: str
    result: str
    needed: str


_READ = _Use("read", "", "the file and its folder readable")
_WRITE = _Use("written", " Nothing was recorded.", "the file and its folder writable")

Needless = Callable[[Sequence[Entry]], bool]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of the workspace in this folder; it is made with its first entry."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / FILE

    def stamp(self) -> Stamp:
        """Another one after every entry, and for another file: its place and time on the disk, and
        its newest entry. Raises LedgerUnusable."""
        # Never by opening the file here: closing it would end all locks on it that SQLite holds in
        # this process, and two programs could write at once (sqlite.org/howtocorrupt.html, 2.2).
        with self._told(_READ):
            try:
                seen = self.path.stat()
            except (FileNotFoundError, NotADirectoryError):
                self._check_none()
                return ()
            with self._reading() as connection:
                newest = entries.newest(connection)
        return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, *newest

    def entries(self) -> tuple[Entry, ...]:
        """All entries, oldest first; nothing is written, also where the ledger is of an older
        version. Raises LedgerUnusable."""
        with self._told(_READ):
            if not self.path.exists():
                self._check_none()
                return ()
            with self._reading() as connection:
                return tables.entries_of(connection)

    def append(
        self, kind: str, about: dict[str, Any], *, who: str = "", unless: Needless | None = None
    ) -> Entry | None:
        """Add an entry and wait until it is on the disk.

        unless: told all entries, while nobody else can write, whether the new one would say
        nothing new; then None is returned and nothing is written. So a click that comes twice, or
        from two people at once, is written once. Raises LedgerUnusable, and FilterInvalid for a
        name of more than LONGEST_WHO letters; nothing is written then.
        """
        if len(who) > LONGEST_WHO:
            raise FilterInvalid(
                f"Your name has at most {LONGEST_WHO} letters, and not {len(who):,}."
            )
        with self._writing() as connection:
            held = entries.read(connection)  # nothing is written behind damage
            if unless and unless(held):
                return None
            return entries.add(connection, kind, about, who)

    def take_over(self, told: Sequence[Entry]) -> int:
        """Add the entries of another ledger, as they are, that this one does not have yet; how many
        there were. Raises LedgerUnusable, and FilterInvalid where this one holds others: what two
        ledgers say can't be put in one order."""
        with self._writing() as connection:
            held = entries.read(connection)
            if tuple(told[: len(held)]) != held:
                raise FilterInvalid(
                    "This workspace has entries that are not in that ledger.",
                    remedy="Take it over into a workspace in which nothing was recorded yet.",
                )
            for entry in told[len(held) :]:
                entries.put(connection, entry)
        return len(told) - len(held)

    def _check_none(self) -> None:
        """Raises LedgerUnusable where there was a ledger and its file is gone: that nothing was
        recorded would be wrong, and what is recorded anew would stand in the way of a backup."""
        if (self.folder / BEGUN).exists():
            raise LedgerUnusable(
                "The ledger is gone, with what people recorded in it.",
                where=str(self.path),
                remedy=f"Put its newest backup there; or remove {BEGUN} beside it to begin a new "
                "one. The runs are not touched.",
            )

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the ledger as it was at one moment."""
        if not os.access(self.path, os.R_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        # A writer that died leaves a journal, which only one who may write can roll back.
        writable = os.access(self.path, os.W_OK) and os.access(self.folder, os.W_OK)
        with contextlib.closing(self._connect("rw" if writable else "ro")) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection that alone may write; all that it writes is kept, or nothing."""
        with self._told(_WRITE):
            self.folder.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self._check_none()
                self._create()
            (self.folder / BEGUN).touch()
            with contextlib.closing(self._connect("rw")) as connection:
                tables.upgrade(connection)
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
        """A connection to a ledger of this version or an older one. Raises what _told() tells."""
        if self.path.exists() and not self.path.is_file():  # a pipe would be waited for
            raise Broken("what stands there is no file")
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
        except BaseException:
            connection.close()
            raise
        return connection

    @contextlib.contextmanager
    def _told(self, use: _Use) -> Iterator[None]:
        """Say in words what SQLite or the disk complains of."""
        try:
            yield
        except (Broken, sqlite3.Error) as error:
            code = getattr(error, "sqlite_errorcode", None)
            if code is None or code & 0xFF not in _NOT_NOW:
                raise self._damaged(str(error), use) from error
            raise self._not_now(str(error), use) from error
        except UnicodeDecodeError as error:  # SQLite's own message quotes the damage
            raise self._damaged("its text can’t be read", use) from error
        except Timeout as error:
            raise self._not_now("another program is making it", use) from error
        except OSError as error:
            raise LedgerUnusable(
                f"The ledger can’t be {use.done}: {error.strerror}.{use.result}",
                where=str(self.path),
                remedy=f"Make {use.needed}, or choose another folder with --home.",
            ) from error

    def _damaged(self, found: str, use: _Use) -> LedgerUnusable:
        return LedgerUnusable(
            f"The ledger is damaged: {found}.{use.result}",
            where=str(self.path),
            remedy="Put its newest backup in its place; or move it away to begin a new one. "
            "The runs are not touched.",
        )

    def _not_now(self, found: str, use: _Use) -> LedgerUnusable:
        return LedgerUnusable(
            f"The ledger can’t be {use.done} now: {found}.{use.result}",
            where=str(self.path),
            remedy=f"Try again; if it stays so, make {use.needed}, and check that the disk has "
            "room.",
        )


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,
    )
    try:
        connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection
