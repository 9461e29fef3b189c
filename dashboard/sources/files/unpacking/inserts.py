"""What statements say of rows: the names of columns, which may stand in CREATE TABLE alone, and
the values of each row as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dashboard.sources.files.unpacking.sql_text import CREATE, INSERT, NAME, TABLE, Dialect, bare

_COLUMNS = rf"\((?P<columns>\s*{NAME}(?:\s*,\s*{NAME})*)\s*\)"
_INSERT = re.compile(rf"{INSERT}{TABLE}\s*(?:{_COLUMNS})?", re.IGNORECASE)
_VALUES = re.compile(r"(?:OVERRIDING\s+\w+\s+VALUE\s+)?VALUES?\b", re.IGNORECASE)
_CREATE = re.compile(
    rf"{CREATE}\s*(?:IF\s+NOT\s+EXISTS\s+)?{TABLE}\s*(?P<begin>\(?)", re.IGNORECASE
)
_ALTER = re.compile(rf"ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?{TABLE}\s+", re.IGNORECASE)
_ADDED = re.compile(
    rf"ADD\s+(?P<said>COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?P<name>{NAME})\s", re.IGNORECASE
)
_OTHER_ORDER = re.compile(
    r"(?:DROP|RENAME|CHANGE)\s+(?!CONSTRAINT|INDEX|KEY|PRIMARY|FOREIGN|CHECK|TO\b)"
    r"|ADD\s+(?:COLUMN\s*)?\(|(?:ADD|MODIFY)\b.*\b(?:FIRST|AFTER)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONSTRAINT = re.compile(
    rf"""PRIMARY\s+KEY\b | CONSTRAINT\b | FOREIGN\s+KEY\b | CHECK\s*\( | PERIOD\s+FOR\b
    | EXCLUDE\s+(?:USING\b|\() | UNIQUE\s*(?:\(|(?:KEY|INDEX|NULLS)\b|{NAME}\s*\()
    | (?:FULLTEXT|SPATIAL)\s+(?:(?:KEY|INDEX)\b|(?:{NAME}\s*)?\()
    | (?:KEY|INDEX)\s*(?:{NAME}\s*)?(?:USING\s+\w+\s*)?\(\s*[^\d'\s)]""",
    re.VERBOSE | re.IGNORECASE,
)
"""What begins like a column within CREATE TABLE, and is none."""
_LIKE = re.compile(rf"LIKE\s+{TABLE}(?:\s+(?:INCLUDING|EXCLUDING)\b.*)?", re.I | re.DOTALL)
_TYPE = re.compile(
    r"(?:\w*text|\w*char|\w*int\w*|bool\w*|jsonb?|real|numeric|float|date|uuid)", re.I
)


class Inserted(NamedTuple):
    """What an INSERT statement says: the table, as it is written, the columns that it names, and
    where its rows begin; begin is None where a query or SET gives them."""

    table: str
    columns: list[str]
    begin: int | None


class WrittenRow(NamedTuple):
    """The values of a row as they are written, where it begins and the place behind it."""

    cells: list[str]
    begin: int
    end: int


def inserted(statement: str, dialect: Dialect) -> Inserted | None:
    """What an INSERT statement says; None of any other."""
    found = _INSERT.match(statement)
    if found is None:
        return None
    columns = [bare(name) for name in re.findall(NAME, found["columns"] or "")]
    rows = _VALUES.match(statement, after_gap(statement, found.end(), dialect))
    return Inserted(found["table"], columns, rows and rows.end())


def created(statement: str, dialect: Dialect) -> tuple[str, list[str] | None] | None:
    """The table of a CREATE TABLE statement and the names of its columns, None where it doesn't
    say them."""
    statement = _without_comments(statement, dialect)
    found = _CREATE.match(statement)
    if found is None:
        return None
    if not found["begin"]:
        return found["table"], None
    names = []
    for cell in cells(statement, found.end(), dialect)[0]:
        like = _LIKE.fullmatch(cell)
        if like and not _TYPE.fullmatch(like["table"]):
            return found["table"], None
        if (name := re.match(NAME, cell)) and not _CONSTRAINT.match(cell):
            names.append(bare(name[0]))
    return found["table"], names


def altered(statement: str, dialect: Dialect) -> tuple[str, list[str] | None] | None:
    """The table of an ALTER TABLE statement and the columns that it adds behind the others; None
    for these where it changes them otherwise."""
    found = _ALTER.match(statement)
    if found is None:
        return None
    statement = _without_comments(statement[found.end() :], dialect)
    names = []
    for order in cells(statement, 0, dialect)[0]:
        if _OTHER_ORDER.match(order):
            return found["table"], None
        added = _ADDED.match(order)
        if added and (added["said"] or not _CONSTRAINT.match(order, added.start("name"))):
            names.append(bare(added["name"]))
    return found["table"], names


def rows_of(statement: str, at: int, dialect: Dialect) -> Iterator[WrittenRow]:
    """Each row from a place in a statement on. One whose bracket never closes ends behind it."""
    while True:
        begin = after_gap(statement, at, dialect)
        row = re.compile(r"(?:ROW\s*)?\(", re.IGNORECASE).match(statement, begin)
        if row is None:
            return
        values, end = cells(statement, row.end(), dialect)
        yield WrittenRow(values, begin, end)
        at = after_gap(statement, end, dialect)
        if statement[at : at + 1] != ",":
            return
        at += 1


def after_gap(statement: str, at: int, dialect: Dialect) -> int:
    """The place behind space and comments."""
    found = dialect.gap.match(statement, at)
    return found.end() if found else at


def cells(statement: str, at: int, dialect: Dialect) -> tuple[list[str], int]:
    """What stands between commas from a place on, to the end of the brackets around it or of the
    statement, and the place behind these."""
    said: list[str] = []
    begin, depth = at, 0
    while True:
        found = dialect.stretch.match(statement, at)
        at = found.end() if found else at
        sign = statement[at : at + 1]
        if sign == ";" or not sign or (depth == 0 and sign in ",)"):
            said.append(statement[begin:at].strip())
            if sign != ",":
                return said, at + 1
            begin = at + 1
        depth += (sign == "(") - (sign == ")")
        at += 1


def _without_comments(statement: str, dialect: Dialect) -> str:
    return dialect.comment.sub(lambda found: found[1] or " ", statement)
