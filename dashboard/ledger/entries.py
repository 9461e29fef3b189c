"""Entries of the ledger: each is sealed together with all before it, so that damage is noticed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

UNDONE = "undone"
"""The kind of an entry that takes back another, whose number it gives."""

Row = tuple[int, str, str, str, str]
"""An entry as it stands in the file: number, at, who, kind, and about as JSON."""


_NAMES = "number, at, who, kind, about"


class Broken(Exception):
    """The entries are not as they were written; the message says how."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. number: rises; at: when it was written, aware; who: the name given by the writer,
    as called() gives it; kind: what was decided; about: its content, as JSON holds it."""

    number: int
    at: datetime
    who: str
    kind: str
    about: dict[str, Any]

    def __post_init__(self) -> None:
        object.__setattr__(self, "who", called(self.who))


def called(who: str) -> str:
    """The name of a person as it tells them apart, without needless blanks; "" for none."""
    return " ".join(who.split())


def moment(text: str) -> datetime:
    """A time as entries hold it, aware. Raises TypeError, ValueError."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def standing(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that no later one took back, oldest first."""
    undone = {entry.about.get("entry") for entry in entries if entry.kind == UNDONE}
    return [entry for entry in entries if entry.number not in undone]


def read(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """All entries, oldest first, within a transaction. Raises Broken, sqlite3.Error."""
    rows = connection.execute(f"SELECT {_NAMES}, seal FROM entries ORDER BY number").fetchall()
    _counted(connection, rows)
    return tuple(_sealed(rows))


def read_unsealed(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """As read(), of a ledger of version 1, whose entries bear no seals."""
    rows = connection.execute(f"SELECT {_NAMES} FROM entries ORDER BY number").fetchall()
    _counted(connection, rows)
    return tuple(_sealed([(*row, right) for row, right in zip(rows, seals(rows), strict=True)]))


def newest(connection: sqlite3.Connection) -> tuple[int, str]:
    """The number and the time of the newest entry, (0, "") without any. Raises sqlite3.Error."""
    rows = connection.execute("SELECT number, at FROM entries ORDER BY number DESC LIMIT 1")
    return next(iter(rows.fetchall()), (0, ""))


def _counted(connection: sqlite3.Connection, rows: Sequence[Any]) -> None:
    written = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entries'")
    count = next(iter(written.fetchall()), (0,))[0]
    if count != len(rows):
        raise Broken(f"it holds {len(rows)} entries and should hold {count}")


def _sealed(rows: Sequence[tuple[Any, ...]]) -> Iterator[Entry]:
    before = ""
    for place, (*row, found) in enumerate(rows, start=1):
        number, at, who, kind, about = row
        try:
            before = seal(before, (number, at, who, kind, about))
            if number != place or before != found:
                raise Broken(f"its entry {place} is not as it was written")
            content = json.loads(about)
            yield Entry(number, datetime.fromisoformat(at), who, kind, dict(content))
        except (TypeError, ValueError, RecursionError) as error:
            raise Broken(f"its entry {place} can’t be read") from error


def seals(rows: Sequence[Row]) -> Iterator[str]:
    """The seals that these entries, the oldest first, should bear. Raises Broken."""
    before = ""
    for place, row in enumerate(rows, start=1):
        try:
            before = seal(before, row)
        except TypeError as error:
            raise Broken(f"its entry {place} can’t be read") from error
        yield before


def seal(before: str, row: Row) -> str:
    """The seal of an entry. before: that of the entry before it, "" for the first."""
    return hashlib.sha256(json.dumps([before, *row]).encode()).hexdigest()


def add(connection: sqlite3.Connection, kind: str, about: dict[str, Any], who: str) -> Entry:
    """Write an entry of now behind all others. Raises sqlite3.Error."""
    entry = Entry(newest(connection)[0] + 1, datetime.now(UTC), who, kind, about)
    put(connection, entry)
    return entry


def put(connection: sqlite3.Connection, entry: Entry) -> None:
    """Write an entry as it is behind all others. Raises sqlite3.Error."""
    last = connection.execute("SELECT seal FROM entries ORDER BY number DESC LIMIT 1").fetchone()
    text = json.dumps(entry.about, ensure_ascii=False)
    row = (entry.number, entry.at.isoformat(), entry.who, entry.kind, text)
    connection.execute(
        "INSERT INTO entries (number, at, who, kind, about, seal) VALUES (?, ?, ?, ?, ?, ?)",
        (*row, seal(last[0] if last else "", row)),
    )
