"""The tables of a dump in SQL whose rows stand in INSERT statements: each becomes lines of JSON."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dashboard.sources.files.unpacking.inserts import (
    WrittenRow,
    after_gap,
    altered,
    created,
    inserted,
    rows_of,
)
from dashboard.sources.files.unpacking.left_out import LeftOut
from dashboard.sources.files.unpacking.limits import Budget, Refused
from dashboard.sources.files.unpacking.parts import Part
from dashboard.sources.files.unpacking.plain import json_line
from dashboard.sources.files.unpacking.sql_text import BEGINS, NAME, Dialect, bare
from dashboard.sources.files.unpacking.sql_values import NotRead, value_of
from dashboard.sources.files.unpacking.statements import Statement, cut

_MOST = 500
"""Tables of one dump."""
_DATABASE = re.compile(rf"(?:USE\s+|\\c(?:onnect)?\s+(?:-\S+\s+)*)({NAME})", re.IGNORECASE)
_SCHEMA = re.compile(rf"SET\s+search_path\s*(?:=|\bTO\b)\s*({NAME})", re.IGNORECASE)
_BODY = re.compile(
    r"(?:CREATE|ALTER)\s+(?:OR\s+\w+\s+)?(?:DEFINER\s*=\s*\S+\s+)?(?:TEMP\w*\s+|CONSTRAINT\s+)?"
    r"(?:TRIGGER|PROC(?:EDURE)?|FUNCTION|EVENT)\b[^;]*\bBEGIN\b",
    re.IGNORECASE,
)
_BODY_END = re.compile(r"\bEND\b(?!\s+(?:IF|LOOP|CASE|WHILE|REPEAT)\b)", re.IGNORECASE)
_HIDDEN = re.compile(r"(?!CREATE\b).*?\b(?:INSERT|REPLACE)\s+INTO\b", re.IGNORECASE | re.DOTALL)
_CHANGES = re.compile(r"(?:UPDATE|DELETE\s+FROM|MERGE)\s+(?!\"?sqlite_)", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:ON\s+(?:CONFLICT|DUPLICATE)|RETURNING|AS)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:SET|USE|PRINT|ALTER|CREATE|DROP|COMMIT|BEGIN|END|UPDATE|DELETE|SELECT|EXEC|DECLARE|IF)\b",
    re.IGNORECASE,
)
"""What may follow rows where no semicolon ends them."""
_Key = tuple[str, ...]


@dataclass(slots=True)
class _Table:
    """key: the database, the schemas and the name; columns: None where nothing says them; file: ""
    before its first row."""

    key: _Key
    columns: list[str] | None
    file: str = ""


class InsertedTables:
    """What INSERT statements say, by table. Leave it when all were read.

    left_out: what was not read.
    """

    def __init__(self, part: Part, folder: Path, dialect: Dialect, budget: Budget) -> None:
        """part: the dump; folder: where the files are to stand."""
        self.left_out = LeftOut(part.name)
        self._dump, self._folder, self._dialect, self._budget = part, folder, dialect, budget
        self._tables: dict[_Key, _Table] = {}
        self._filled: list[_Table] = []
        self._database = self._schema = ""
        self._body = 0  # the line on which a trigger or function begins that goes on
        self._open: tuple[str, BinaryIO] | None = None

    def __enter__(self) -> InsertedTables:
        return self

    def __exit__(self, *raised: object) -> None:
        if self._open:
            self._open[1].close()

    def parts(self, root: Path, taken: Counter[str]) -> list[Part]:
        """A file for each table that has rows. Raises Refused where a trigger never ends.

        root: what their paths are within; taken: how often tables are called so already.
        """
        if self._body:
            raise Refused(
                f"The trigger or function on line {self._body:,} of the dump doesn’t end",
                "Dump the table of the runs alone, without these.",
            )
        several = len({table.key[0] for table in self._filled}) > 1
        parts = []
        for table in self._filled:
            title = ".".join(name for name in table.key[0 if several else 1 :] if name)
            taken[title] += 1
            title = title if taken[title] == 1 else f"{title} {taken[title]}"
            whole = f"{self._dump.title}/{title}" if self._dump.title else title
            place = str((self._folder / table.file).relative_to(root))
            parts.append(Part(place, f"{self._dump.name}, table {title}", whole, counted="row"))
        return parts

    def take(self, statement: Statement) -> None:
        """Take the next statement. Raises Refused where it breaks off."""
        text = statement.text
        if self._body:
            self._body = 0 if _BODY_END.search(text) else self._body
        elif BEGINS.match(text):
            self._read(statement)
        elif _BODY.match(text):
            self._body = 0 if _BODY_END.search(text) else statement.line
        elif found := _DATABASE.match(text):
            self._database, self._schema = bare(found[1]), ""
        elif found := _SCHEMA.match(text):
            self._schema = bare(found[1])
        elif change := altered(text, self._dialect):
            self._alter(*change)
        elif _CHANGES.match(text):
            self.left_out.changes.append(statement.line)
        elif _HIDDEN.match(self._dialect.comment.sub(" ", text)):
            self.left_out.queries.append(statement.line)

    def _read(self, statement: Statement) -> None:
        said = inserted(statement.text, self._dialect)
        if said is None:
            if table := created(statement.text, self._dialect):
                self._create(*table)
            return
        if said.begin is None:
            self.left_out.queries.append(statement.line)
            return
        key = self._key(said.table)
        table_of = self._tables.get(key) or self._tables.get(_folded(key))
        columns = said.columns or (table_of.columns if table_of else None)
        if columns is None:
            self.left_out.unnamed.append(statement.line)
        if table_of is None:
            table_of = self._create(said.table, None)
        end = begin = counted = said.begin
        line = statement.line + statement.text.count("\n", 0, begin)
        for row in rows_of(statement.text, begin, self._dialect):
            end = row.end
            if statement.text[end - 1 : end] != ")":
                raise cut()
            line, counted = line + statement.text.count("\n", counted, row.begin), row.begin
            if columns is not None:
                self._write(table_of, self._line(columns, row, line))
        self._go_on(statement, after_gap(statement.text, end, self._dialect), some=end > begin)

    def _go_on(self, statement: Statement, at: int, *, some: bool) -> None:
        """Take what follows the rows of an INSERT statement."""
        text = statement.text
        if text[at : at + 1] == ",":
            raise cut()
        if some and (text[at : at + 1] in ("", ";") or _CLAUSE.match(text, at)):
            return
        line = statement.line + text.count("\n", 0, at)
        if some and (BEGINS.match(text, at) or _OTHER.match(text, at)):
            self.take(Statement(text[at:], line, statement.last))
        else:
            self.left_out.rests.append(line)

    def _line(self, columns: list[str], row: WrittenRow, line: int) -> bytes:
        """A row as a line of JSON; one that can't be read as it stands there, to be rejected."""
        try:
            values = [value_of(cell, self._dialect) for cell in row.cells]
            what = f"{_many(values, 'value')} for {_many(columns, 'column')}"
        except NotRead:
            values, what = [], "a value that only a database reckons"
        if what.startswith("a ") or len(values) != len(columns):
            self.left_out.rows.append((line, what))
            text = f"Line {line} of the dump, {what}: ({', '.join(row.cells)})"
            return " ".join(text.split()).encode("utf-8", "surrogateescape") + b"\n"
        return json_line(dict(zip(columns, values, strict=True)))

    def _key(self, written: str) -> _Key:
        names = [bare(name) for name in re.findall(NAME, written)]
        schemas = names[:-1] or ([self._schema] if self._schema else [])
        usual = [name for name in schemas if name.casefold() not in ("public", "dbo", "main")]
        return (self._database, *usual, names[-1])

    def _create(self, written: str, columns: list[str] | None) -> _Table:
        key = self._key(written)
        before = self._tables.get(key)
        if before and before.columns == columns:
            return before
        table = _Table(key, columns)
        self._tables[key] = self._tables[_folded(key)] = table
        return table

    def _alter(self, written: str, more: list[str] | None) -> None:
        key = self._key(written)
        table = self._tables.get(key) or self._tables.get(_folded(key))
        if table and table.columns is not None:
            table.columns = None if more is None else table.columns + more

    def _write(self, table: _Table, line: bytes) -> None:
        if not table.file:
            if len(self._filled) == _MOST:
                raise Refused(f"It holds more than {_MOST} tables", "Dump that of the runs alone.")
            table.file = f"inserted {len(self._filled)}.ndjson"
            self._filled.append(table)
        if self._open is None or self._open[0] != table.file:
            if self._open:
                self._open[1].close()
            self._open = table.file, (self._folder / table.file).open("ab")
        self._budget.take(len(line))
        self._open[1].write(line)


def _folded(key: _Key) -> _Key:
    """What a name is looked for by where none is written just so: databases differ in that."""
    return ("", *(name.casefold() for name in key), "")


def _many(things: list[str] | list[object], name: str) -> str:
    return f"{len(things):,} {name}" if len(things) == 1 else f"{len(things):,} {name}s"
