"""Answers on a terminal: tables, rates and values on one line, and rows as JSON."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.analysis.rates import Interval, Rate
from dashboard.dates import exact
from dashboard.store.workspace.reader import Row
from dashboard.words import values as words
from dashboard.words.safe_text import visible

Document = dict[str, Any]
"""A JSON object: rates are fractions, times ISO 8601 in UTC, a missing value is null."""

Answer = tuple[Callable[[], Document | list[Document]], str]
"""What makes the JSON document of an answer, which may ask more, and the text for people."""

_NOT_APART = dict.fromkeys(map(ord, "\u2068\u2069"))
"""What pages put around names that are read from right to left."""

_SPACE = re.compile(r"[^\S ]")
_NARROW = re.compile("[ -~–—…−×·“”‘’]*")
"""Texts of which each sign takes one place: most are of these alone."""


def table(heads: Sequence[str], rows: Sequence[Sequence[object]], width: int = 80) -> str:
    """Columns under heads, as wide as they need on a terminal, where a letter may take no place or
    two; a missing value is –, and a whole number is written as in sentences: 5,012. width: of the
    longest text."""
    cells = [[one_line(_written(cell), width) for cell in row] for row in rows]
    lines = [list(heads), *cells]
    widths = [max(_places(line[n]) for line in lines) for n in range(len(heads))]
    return "\n".join(
        "  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _written(cell: object) -> str:
    if cell is None:
        return "–"
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _places(cell))


def _places(text: str) -> int:
    """How many places a text takes on a terminal."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # its tables take a command as long to load as to answer

    return wcswidth(text)


def one_line(text: str, width: int = 80) -> str:
    """Text of an export on one line, with what can't be seen made visible as on the pages."""
    shown = _SPACE.sub(" ", visible(text.translate(_NOT_APART)))
    return shown if len(shown) <= width else shown[: width - 1] + "…"


def room(width: int) -> int:
    """So wide is a text on a terminal; a file or another program gets all of it."""
    return width if sys.stdout.isatty() else sys.maxsize


def place(path: str, width: int = 60) -> str:
    """Where a file lies on one line; of a long path its end, which names the file."""
    shown = one_line(path, width=10_000)
    return shown if len(shown) <= width else f"…{shown[-width + 1 :]}"


def file_name(name: str) -> str:
    """The name of a file on one line: a line break in it begins no new one."""
    return " ".join(name.splitlines())


def rate(value: Rate) -> str:
    """A rate with its interval and n; a bare count where a percentage would say too much."""
    if not (span := words.interval(value)):
        return words.rate(value)
    few = ", few runs" if value.few else ""
    return f"{words.rate(value)} ({span}, n={value.n:,}{few})"


def value(value: Any, zone: str = "UTC") -> str:
    """A value of a run on one line; a time with the zone in which it is told."""
    if isinstance(value, datetime):
        return f"{exact(value.astimezone(ZoneInfo(zone)))} {zone}"
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
    return one_line(text, width=400)


def as_json(rows: Sequence[Row]) -> str:
    """Rows of a query as JSON."""
    return json_text([{name: plain(value) for name, value in row.items()} for row in rows])


def json_text(document: Document | list[Document]) -> str:
    """A document as it is printed; letters that the output may lack are written as \\uXXXX."""
    has_all = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    return json.dumps(document, indent=2, ensure_ascii=not has_all)


def utc(moment: datetime) -> str:
    """A time as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def plain(value: Any) -> Any:
    """A value as JSON holds it."""
    return utc(value) if isinstance(value, datetime) else value


def pair(interval: Interval | None) -> list[float] | None:
    """An interval as JSON holds it."""
    return None if interval is None else list(interval)
