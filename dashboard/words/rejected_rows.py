"""Rejected rows as a file that can be mended and loaded again, and what to say of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.sources.raw.raw import REJECTED, REJECTED_OF, SHOWN_BEGINNING
from dashboard.store.workspace.reader import Row
from dashboard.words.safe_csv import as_file, csv_of
from dashboard.words.values import count

MOST = 100_000
"""Rows of such a file at most."""


class Mendable(NamedTuple):
    """A file of rejected rows; loads: whether any of them has cells to be mended; notice: what to
    do with it, and what is missing in it."""

    content: bytes
    loads: bool
    notice: str


def what_is_loaded(runs: int, imports: int, rejected: int) -> str:
    """The finding of the Data page: "8,803 runs from 1 import; no row was rejected."."""
    rows = count(rejected, "row") if rejected else "no row"
    were = "was" if rejected <= 1 else "were"
    return f"{count(runs, 'run')} from {count(imports, 'import')}; {rows} {were} rejected."


def mendable(rows: Sequence[Row], of: int, format: str) -> Mendable:
    """The file of rows of queries/rejected_rows.sql. of: how many were rejected in all;
    format: that of their import.

    Why a row was rejected stands before its cells, as they stood in the export; a row whose cells
    can't be told apart stands behind them as it is.
    """
    cells: list[dict[str, str]] = [json.loads(row["cells"] or "{}") for row in rows]
    names = list(dict.fromkeys(name for row in cells for name in row))
    table = [
        (
            *(str(row[name] or "") for name in ("reason", "field", "file", "line")),
            *(held.get(name, "") for name in names),
            "" if held else str(row["raw"] or ""),
            "",
        )
        for row, held in zip(rows, cells, strict=True)
    ]
    content = csv_of((*REJECTED[:-1], *names, REJECTED[-1], f"{REJECTED_OF}{format}"), table)
    return Mendable(
        as_file(content), any(cells), _notice(len(rows), sum(not held for held in cells), of)
    )


def _notice(rows: int, unread: int, of: int) -> str:
    if unread == rows:
        return (
            "To read, not to mend: of these rows no cells are kept, only their first "
            f"{SHOWN_BEGINNING} letters. Mend them where they come from."
        )
    said = (
        "Mend the cells and load the file; leave its columns “rejected: …” as they are, nothing of "
        "them is loaded."
    )
    if unread:
        are = "row stands" if unread == 1 else "rows stand"
        said += (
            f" Of {count(rows, 'row')}, {unread:,} {are} only in the last column, since the cells "
            f"can’t be told apart or weren’t kept: its first {SHOWN_BEGINNING} letters."
        )
    if rows < of:
        said += f" These are the first {rows:,} of {of:,}."
    return said
