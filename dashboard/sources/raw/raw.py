"""What every reader of a file yields: rows as they stand there, or the fault that prevents it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple, Protocol, runtime_checkable

from dashboard.errors import ExportRefused

Record = dict[str, Any]

SHOWN_BEGINNING = 500
"""Characters of a rejected row that are kept to show."""

NO_UTF8 = (
    "it holds bytes that are not UTF-8, probably Latin-1 or Windows-1252; save the file as UTF-8, "
    "or load it with --encoding windows-1252"
)

MOST_COLUMNS = 10_000
"""Columns of a table, or different keys of its rows."""

PARTS, OUTSIDE, FILE, FOLDER, KEY = "@parts", "@outside", "@file", "@folder", "@key"
ROW, ROOTLESS = "@row", "@rootless"
RESERVED = (PARTS, OUTSIDE, FILE, FOLDER, KEY, ROW, ROOTLESS)
"""What a mapping may read beside a row's own keys: the rows that are gathered to one run, what
stands in the document around the list of rows, the file's name and folder, the key under which the
row stands, its number in a file of several, and whether none of the rows of a run is the row that
stands for it."""

REJECTED = tuple(f"rejected: {name}" for name in ("why", "field", "file", "line", "row"))
"""Columns of a file of rejected rows that stand beside their own; loading it leaves them out."""

REJECTED_OF = "rejected: of the format "
"""How the column begins that says of which format these rows are: their columns alone may fit
another, too."""

_SHOWN_NAME = 60
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with half characters, which nothing can store or print, replaced by U+FFFD."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def told_apart(text: str) -> str:
    """The text with half characters written out, like \\ud800, so that two ids stay two."""
    if text.isascii():
        return text
    return _LONE_SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def beside_rejected(name: str) -> bool:
    """Whether a column is one of those of a file of rejected rows."""
    return name in REJECTED or name.startswith(REJECTED_OF)


def in_small_letters(name: str, known: Container[str]) -> str:
    """A column's name as it is known, where it is written in capitals, as some warehouses do."""
    small = name.lower()
    return small if small in known else name


def with_small_keys(values: Mapping[str, Any], known: Container[str], where: str) -> dict[str, Any]:
    """What an export's object holds, by its keys as they are known. Raises ExportRefused where two
    of them are one then."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        small = in_small_letters(key, known)
        if small in found:
            raise ExportRefused(
                f"Of the export the key “{small}” stands twice in one object, once in capitals",
                where=where,
                remedy="Remove or rename one of them.",
            )
        found[small] = value
    return found


def listed(names: Iterable[str], most: int = 40) -> str:
    """Names of columns as a message quotes them: each cut, and not all of very many."""
    first = [*islice(names, most + 1)]
    shown = [name if len(name) <= _SHOWN_NAME else f"{name[:_SHOWN_NAME]}…" for name in first]
    return whole(", ".join([*shown[:most], *(["…"] if len(first) > most else [])]))


class Fault(NamedTuple):
    """A row that cannot be taken: where it begins, why, and its beginning.

    readings: what can be read of it for all that, so that it can be said what was lost; several
    where it is open which cells stand under which names; file: as of a RawRow.
    """

    line: int
    reason: str
    raw: str
    readings: tuple[Record, ...] = ()
    file: str = ""


class RawRow(NamedTuple):
    """A row as the file has it: the line where it begins and its values by name; file: the name of
    the file, where the table has several."""

    line: int
    values: Record
    file: str = ""


class Table(Protocol):
    """A list of rows in a file, readable more than once.

    header: the names of its columns in order, where they stand above all rows; else ().
    """

    file: str
    counted: str
    """What its places are counted in: "line" or "row"."""
    header: tuple[str, ...]

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows in the file's order. Raises ExportRefused when the file cannot be read."""
        ...

    def show(self, values: Record) -> str:
        """A row about as it stands in the file, at most SHOWN_BEGINNING characters."""
        ...


@runtime_checkable
class HasLong(Protocol):
    """A table with rows that may be very long."""

    def shortened(self) -> Iterator[RawRow | Fault]:
        """The rows; of very long ones the beginning, which tells of what format they are."""
        ...


def shortened(table: Table) -> Iterator[RawRow | Fault]:
    """The rows of a table, as formats are told by them: very long ones shortened."""
    return table.shortened() if isinstance(table, HasLong) else table.rows()


class Over:
    """A table whose rows are made of those of another one, in the same file."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.file, self.counted = table.file, table.counted
        self.header: tuple[str, ...] = table.header

    def show(self, values: Record) -> str:
        """A row about as it stands in the file, cut."""
        return self.table.show(values)
