"""The one table of the ledger, and how that of an older version becomes it."""

from __future__ import annotations

import sqlite3

from dashboard.ledger.entries import Entry, read, read_unsealed, seals

SCHEMA_VERSION = 2

_STAY = """CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
    BEGIN SELECT raise(ABORT, 'entries are never changed'); END"""
_CREATE = (
    """CREATE TABLE entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL,
    seal TEXT NOT NULL
    )""",
    _STAY,
    """CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
    BEGIN SELECT raise(ABORT, 'entries are never removed'); END""",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the table in an empty file."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in _CREATE:
        connection.execute(statement)
    connection.execute("COMMIT")


def upgrade(connection: sqlite3.Connection) -> None:
    """Seal the entries of a ledger of version 1, all or none. Raises Broken, sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    if version(connection) == 1:  # nobody did it meanwhile
        connection.execute("DROP TRIGGER entries_stay")
        connection.execute("ALTER TABLE entries ADD COLUMN seal TEXT NOT NULL DEFAULT ''")
        rows = connection.execute(
            "SELECT number, at, who, kind, about FROM entries ORDER BY number"
        ).fetchall()
        for row, right in zip(rows, seals(rows), strict=True):
            connection.execute("UPDATE entries SET seal = ? WHERE number = ?", (right, row[0]))
        connection.execute(_STAY)
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def entries_of(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """All entries of a ledger of any version; nothing is written. Raises Broken, sqlite3.Error."""
    return read(connection) if version(connection) == SCHEMA_VERSION else read_unsealed(connection)


def version(connection: sqlite3.Connection) -> int:
    """The version of the table, 0 where there is none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
