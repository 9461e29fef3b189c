"""Rows that stand in INSERT statements, as mysqldump, pg_dump --inserts and sqlite3's .dump write
them: their values, and the names of their columns, which may stand in CREATE TABLE alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_NAME = r'(?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$]+)'
_TABLE = rf"(?:(?:{_NAME})\s*\.\s*)*(?P<table>{_NAME})"
BEGINS = re.compile(
    rb"\s*(?:(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|IGNORE|OR\s+\w+)\s+)*INTO"
    rb"|CREATE\s+(?:TEMP\w*\s+)?TABLE)\b",
    re.IGNORECASE,
)
"""How the line begins on which a statement does that says anything of rows."""
_INSERT = re.compile(
    rf"[^(]*?\bINTO\s+{_TABLE}\s*(?:\((?P<columns>\s*{_NAME}(?:\s*,\s*{_NAME})*)\s*\))?"
    r"\s*(?:OVERRIDING\s+\w+\s+VALUE\s*)?VALUES\s*",
    re.IGNORECASE,
)
_CREATE = re.compile(
    rf"\s*CREATE\s+(?:TEMP\w*\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?{_TABLE}\s*\(", re.IGNORECASE
)
_NO_COLUMN = frozenset((
    "primary", "key", "unique", "constraint", "foreign", "index", "check", "fulltext", "spatial",
    "exclude", "period", "like",
))  # fmt: skip
_COMMENT = r"(?:--[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)"
_PLAIN = r"'(?:[^']|'')*+'"
_ESCAPED = r"'(?:[^'\\]|''|\\.)*+'"
_ESCAPES = {"0": "\0", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "Z": "\x1a"}
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_CAST = re.compile(r"\s*::\s*[\w ]+(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?")
_NEWLINES = re.compile(r"replace\(\s*(.*),\s*'(\\[nr])'\s*,\s*char\((1[03])\)\s*\)", re.DOTALL)
_CAST_OF = re.compile(r"CAST\(\s*(.*)\s+AS\s+[\w() ]+\)", re.DOTALL | re.IGNORECASE)
_TYPED = re.compile(r"(?:_\w+|N|TIMESTAMP(?:TZ)?|DATE|TIME)\s*(?=')", re.IGNORECASE)
_WORDS = {"null": None, "true": True, "false": False}


class NotRead(Exception):
    """A value is an expression that only a database reckons."""


class Dialect(NamedTuple):
    """How texts are written.

    text: one in quotes; whole: a statement to its end; cell: a value to the comma or bracket behind
    it; comment: a comment, or a text as its group; backslashes: whether these are signs in a text.
    """

    text: re.Pattern[str]
    whole: re.Pattern[str]
    cell: re.Pattern[str]
    comment: re.Pattern[str]
    backslashes: bool


def _dialect(text: str, *, backslashes: bool) -> Dialect:
    deep = rf"\((?:[^'()]++|{text})*+\)"
    cell = rf"(?:[^'(),;eE]++|{text}|[eE]|\((?:[^'()eE]++|{text}|[eE]|{deep})*+\))*+"
    whole = rf"(?:[^';eE/-]++|{text}|[eE]|-(?!-)|/(?!\*)|{_COMMENT})*+;"
    return Dialect(
        re.compile(text, re.DOTALL),
        re.compile(whole, re.DOTALL),
        re.compile(cell, re.DOTALL),
        re.compile(rf"({text})|{_COMMENT}", re.DOTALL),
        backslashes,
    )


STANDARD = _dialect(rf"(?:\b[eE]{_ESCAPED}|{_PLAIN})", backslashes=False)
MYSQL = _dialect(_ESCAPED, backslashes=True)


class Inserted(NamedTuple):
    """What an INSERT statement says: the table, the columns that it names and where its rows
    begin in it."""

    table: str
    columns: list[str]
    begin: int


def inserted(statement: str) -> Inserted | None:
    """An INSERT statement of rows; None of any other."""
    found = _INSERT.match(statement)
    if found is None:
        return None
    return Inserted(bare(found["table"]), _names(found["columns"] or ""), found.end())


def created(statement: str, dialect: Dialect) -> tuple[str, list[str]] | None:
    """The table of a CREATE TABLE statement and the names of its columns."""
    statement = dialect.comment.sub(lambda found: found[1] or " ", statement)
    found = _CREATE.match(statement)
    if found is None:
        return None
    names = []
    for cell in _cells(statement, found.end(), dialect)[0]:
        name = re.match(_NAME, cell)
        if name and (name[0][0] in '"`[' or name[0].casefold() not in _NO_COLUMN):
            names.append(bare(name[0]))
    return bare(found["table"]), names


def rows_of(statement: str, at: int, dialect: Dialect) -> Iterator[list[str]]:
    """The values of each row from a place in a statement on, as they are written."""
    while True:
        at = _after_space(statement, at)
        if statement[at : at + 1] != "(":
            return
        cells, at = _cells(statement, at + 1, dialect)
        yield cells
        at = _after_space(statement, at)
        at += statement[at : at + 1] == ","


def value_of(cell: str, dialect: Dialect) -> Any:
    """What a value means. Raises NotRead."""
    typed = _TYPED.match(text := cell.strip())
    text = text[typed.end() :] if typed else text
    if text.casefold() in _WORDS:
        return _WORDS[text.casefold()]
    if found := dialect.text.match(text):
        if found.end() < len(text) and not _CAST.fullmatch(text, found.end()):
            raise NotRead
        return _text(found[0], dialect)
    if _NUMBER.fullmatch(text):
        return int(text)
    if re.fullmatch(r"[-+]?[\d.]+(?:[eE][-+]?\d+)?", text):
        return text
    if found := _NEWLINES.fullmatch(text):
        inner = value_of(found[1], dialect)
        return inner.replace(found[2], chr(int(found[3]))) if type(inner) is str else inner
    if found := _CAST_OF.fullmatch(text):
        return value_of(found[1], dialect)
    if re.fullmatch(r"0x[0-9A-Fa-f]+|[xX]'[0-9A-Fa-f]*'", text):
        return text.strip("xX'").removeprefix("0x")
    raise NotRead


def bare(name: str) -> str:
    """A name without the quotes around it."""
    sign = name[:1]
    if sign == "[":
        return name[1:-1]
    return name[1:-1].replace(sign * 2, sign) if sign in ('"', "`") else name


def _text(quoted: str, dialect: Dialect) -> str:
    escaped = dialect.backslashes or quoted[0] in "eE"
    text = quoted[quoted.index("'") + 1 : -1]
    if not escaped or "\\" not in text:
        return text.replace("''", "'")
    return re.sub(
        r"''|\\(.)",
        lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else "'",
        text,
        flags=re.DOTALL,
    )


def _names(columns: str) -> list[str]:
    return [bare(name) for name in re.findall(_NAME, columns)]


def _cells(statement: str, at: int, dialect: Dialect) -> tuple[list[str], int]:
    """The cells within brackets from a place on, and the place behind these."""
    cells: list[str] = []
    while True:
        found = dialect.cell.match(statement, at)
        end = found.end() if found else at
        cells.append(statement[at:end].strip())
        at = end + 1
        if statement[end : end + 1] != ",":
            return cells, at


def _after_space(statement: str, at: int) -> int:
    while statement[at : at + 1].isspace():
        at += 1
    return at
