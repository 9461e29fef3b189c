"""What every reader of a file yields: rows as they stand there, or the fault that prevents it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

Record = dict[str, Any]

SHOWN_BEGINNING = 500
"""Characters of a rejected row that are kept to show."""

NO_UTF8 = (
    "it holds bytes that are not UTF-8, probably Latin-1 or Windows-1252; save the file as UTF-8"
)


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with half characters, which nothing can store or print, replaced by U+FFFD."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


class Fault(NamedTuple):
    """A row that cannot be read at all: where it begins, why, and its beginning."""

    line: int
    reason: str
    raw: str


class RawRow(NamedTuple):
    """A row as the file has it: the line where it begins and its values by name."""

    line: int
    values: Record


class Table(Protocol):
    """A list of rows in a file, readable more than once."""

    file: str

    def rows(self) -> Iterator[RawRow | Fault]:
        """The rows in the file's order. Raises ExportRefused when the file cannot be read."""
        ...

    def show(self, values: Record) -> str:
        """A row about as it stands in the file, at most SHOWN_BEGINNING characters."""
        ...
