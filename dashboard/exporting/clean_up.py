"""The chosen runs as a list to clean up by: task, link, comment, and two columns to fill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import IO

from dashboard.errors import UserError
from dashboard.exporting import delimited
from dashboard.exporting.export import write_new
from dashboard.exporting.workbook import open_book, write_sheet
from dashboard.records.schema import Column, ValueKind
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

CREATED, SAID = "Created (UTC)", "Said (UTC)"
_HEADS = (
    "Task", "Link", "Comment", "Customers see it", "Cleaned?", "Customer told?", "Said by", SAID,
    "Created something", "Run", "Worker", CREATED, "Ended", "Error", "Checks",
)  # fmt: skip
COLUMNS = tuple(
    Column(head, ValueKind.TIME if head in (CREATED, SAID) else ValueKind.TEXT, "list", "")
    for head in _HEADS
)
"""Its columns: a row a run, the runs of a task together."""


def _csv(file: IO[bytes], history: History, filters: Filters) -> None:
    delimited.write(file, COLUMNS, history.batches("clean_up", filters))


def _workbook(file: IO[bytes], history: History, filters: Filters) -> None:
    with open_book(file) as book:
        write_sheet(book, "clean-up", COLUMNS, history.batches("clean_up", filters))


WRITERS: dict[str, Callable[[IO[bytes], History, Filters], None]] = {"csv": _csv, "xlsx": _workbook}
"""By the ending of a file's name, what writes it."""


def write_clean_up(path: Path, history: History, filters: Filters) -> None:
    """Write the list of the chosen runs to a new file: wholly, or not at all. Raises UserError."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in WRITERS:
        raise UserError(
            f"“.{ending}” is no form of a clean-up list.",
            where=path.name,
            remedy=f"Choose a name that ends in {' or '.join(f'.{known}' for known in WRITERS)}.",
        )
    write = WRITERS[ending]
    write_new(path, lambda file: write(file, history, filters))
