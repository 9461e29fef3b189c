"""The tables of a dump in SQL whose rows stand in INSERT statements: each becomes lines of JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from dashboard.sources.files.unpacking.inserts import (
    BEGINS,
    MYSQL,
    STANDARD,
    Dialect,
    NotRead,
    created,
    inserted,
    rows_of,
    value_of,
)
from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.parts import Part
from dashboard.sources.files.unpacking.plain import json_line

_OF_MYSQL = (b"`", b"/*!", b"MySQL dump", b"MariaDB dump")
_MOST = 500
"""Tables of one dump."""


class InsertedTables:
    """What INSERT statements say, by table. Leave it when all were read.

    parts: a file for each; unnamed: how many statements tell no names of columns.
    """

    def __init__(self, part: Part, folder: Path, root: Path, budget: Budget) -> None:
        """part: the dump; folder: where the files are to stand, within root."""
        self.parts: list[Part] = []
        self._dump, self._folder, self._root, self._budget = part, folder, root, budget
        self._columns: dict[str, list[str]] = {}
        self._files: dict[str, CountedFile] = {}
        self._open = ExitStack()
        self.unnamed = 0
        self._of_mysql = False

    def __enter__(self) -> InsertedTables:
        return self

    def __exit__(self, *raised: object) -> None:
        self._open.close()

    def notices(self) -> list[str]:
        """What was left out, each a sentence."""
        if not self.unnamed:
            return []
        say = "1 INSERT statement says" if self.unnamed == 1 else (
            f"{self.unnamed:,} INSERT statements say"
        )  # fmt: skip
        return [f"Of {self._dump.name}, what {say} was left out: nothing names their columns."]

    def take(self, line: bytes, lines: Iterator[tuple[int, bytes]]) -> None:
        """Take a line and, if a statement of rows begins on it, the lines to its end. Raises
        Refused where the dump ends before."""
        self._of_mysql = self._of_mysql or any(sign in line for sign in _OF_MYSQL)
        if BEGINS.match(line) is None:
            return
        dialect = MYSQL if self._of_mysql else STANDARD
        self._read(_statement(line, lines, dialect), dialect)

    def _read(self, statement: str, dialect: Dialect) -> None:
        if table := created(statement, dialect):
            self._columns[table[0]] = table[1]
            return
        said = inserted(statement)
        if said is None:
            self.unnamed += 1  # rows that a query gives
            return
        columns = said.columns or self._columns.get(said.table)
        if columns is None:
            self.unnamed += 1
            return
        file = self._file(said.table)
        for cells in rows_of(statement, said.begin, dialect):
            file.write(_line(columns, cells, dialect))

    def _file(self, table: str) -> CountedFile:
        if table not in self._files:
            if len(self._files) == _MOST:
                raise Refused(f"It holds more than {_MOST} tables", "Dump that of the runs alone.")
            target = self._folder / f"inserted {len(self._files)}.ndjson"
            self._files[table] = self._open.enter_context(CountedFile(target, self._budget))
            whole = f"{self._dump.title}/{table}" if self._dump.title else table
            place = str(target.relative_to(self._root))
            name = f"{self._dump.name}, table {table}"
            self.parts.append(Part(place, name, whole, counted="row"))
        return self._files[table]


def _statement(line: bytes, lines: Iterator[tuple[int, bytes]], dialect: Dialect) -> str:
    """A statement to its end, of which the first line was read."""
    text = line.decode("utf-8", "surrogateescape")
    while not (text.rstrip().endswith(";") and dialect.whole.match(text)):
        following = next(lines, None)
        if following is None:
            raise Refused("The dump ends within a statement, so rows may be missing",
                          "Dump it again.")  # fmt: skip
        text += following[1].decode("utf-8", "surrogateescape")
    return text


def _line(columns: list[str], cells: list[str], dialect: Dialect) -> bytes:
    """A row as a line of JSON; one that can't be read as it stands there, to be rejected."""
    try:
        values = [value_of(cell, dialect) for cell in cells]
    except NotRead:
        values = []
    if len(values) != len(columns):
        text = " ".join(f"({', '.join(cells)})".split())
        return text.encode("utf-8", "surrogateescape") + b"\n"
    return json_line(dict(zip(columns, values, strict=True)))
