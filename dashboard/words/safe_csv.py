"""Rows as a CSV that a spreadsheet opens as text, and that loads again as it was."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence

# What a spreadsheet would run as a formula, and what would lose its own ' when it is loaded again.
_RUNS = re.compile("'*[=+\\-@\t\r＝＋－＠]")  # noqa: RUF001
MARK = codecs.BOM_UTF8
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?%?")


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under heads. A text that a spreadsheet would run gets a ' before it, which is taken back
    when the file is loaded (sources/tables/delimited.py); numbers stay numbers."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([safe(head) for head in heads])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue()


def as_file(text: str) -> bytes:
    """The bytes of such a file: UTF-8 with the mark by which spreadsheets know it."""
    return MARK + text.encode()


def kept(cell: str) -> str:
    """A cell that no program runs, so that loading it gives it back as it was."""
    return f"'{cell}" if cell.startswith("'") and _RUNS.match(cell) else cell


def safe(cell: str) -> str:
    """A cell as a spreadsheet shows it and runs nothing of it."""
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.fullmatch(cell) else cell
