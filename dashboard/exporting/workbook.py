"""Spreadsheets: the runs on one sheet, what stands beside them on others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, cast

import pyarrow as pa

from dashboard.errors import UserError
from dashboard.exporting.values import AS_TEXT, Form, rows
from dashboard.records.schema import Column, ValueKind
from dashboard.words.safe_csv import kept

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

MOST_ROWS = 1_048_575
MOST_LETTERS = 32_767
"""What a sheet holds under its heads, and a cell."""

_NO_TEXT = re.compile("[\ufffe\uffff]|_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
"""Of these workbooks write what is read as something else."""

_ELSE = "Nothing was written. Choose CSV, which opens in spreadsheets too, or fewer runs."
_FORMS: dict[ValueKind, Form] = {
    **{kind: form for kind, form in AS_TEXT.items() if kind is not ValueKind.NUMBER},
    **dict.fromkeys((ValueKind.TEXT, ValueKind.WORD, ValueKind.JSON), kept),
}


def write_sheet(
    book: Workbook, name: str, columns: Sequence[Column], batches: Iterable[pa.RecordBatch]
) -> None:
    """A sheet of that name. Numbers are numbers; all else is text, which no spreadsheet runs.

    Raises UserError where a row or a text doesn't fit, since nothing may be left out.
    """
    sheet = book.add_worksheet(name)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column.name)
    for line, row in enumerate(rows(batches, columns, _FORMS), start=1):
        if line > MOST_ROWS:
            raise UserError(f"A sheet holds {MOST_ROWS:,} rows, not more.", remedy=_ELSE)
        for place, value in enumerate(row):
            if value is not None:
                _put(sheet, line, place, value, columns[place], row)


def _put(
    sheet: Any, line: int, place: int, value: Any, column: Column, row: tuple[Any, ...]
) -> None:
    if isinstance(value, float):
        if float(f"{value:.16g}") == value:
            sheet.write_number(line, place, value)
        else:  # a workbook writes 16 digits
            sheet.write_string(line, place, repr(value))
    elif why := unheld(value):
        raise UserError(why, where=f"{row[0]}, {column.name}", remedy=_ELSE)
    else:
        sheet.write_string(line, place, value)


def unheld(text: str) -> str:
    """Why a cell can't hold a text, "" if it can."""
    if len(text) > MOST_LETTERS:
        return f"A text has {len(text):,} letters; a cell of a spreadsheet holds {MOST_LETTERS:,}."
    if _NO_TEXT.search(text):
        return "A text has characters that a spreadsheet can’t hold."
    return ""


@contextmanager
def open_book(file: IO[bytes]) -> Iterator[Workbook]:
    """A workbook that is written to file at the end, its rows kept on disk until then. Raises
    OSError where they, or the file, can't be written."""
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook  # only whoever wants a workbook waits for it

    packed = _Packed(file)
    options = {"constant_memory": True, "strings_to_urls": False}
    try:
        with Workbook(cast("IO[bytes]", packed), options) as book:
            yield book
    except FileCreateError as error:
        packed.file = BytesIO()
        raise OSError(*error.args[0].args) from error


class _Packed:
    """The file that a zip is written to, which can be taken from it: a zip that failed half way
    writes its end when it is forgotten, and would complain on the terminal if that fails too."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, data: bytes) -> int:
        return self.file.write(data)

    def seek(self, place: int) -> int:
        return self.file.seek(place)

    def tell(self) -> int:
        return self.file.tell()

    def flush(self) -> None:
        self.file.flush()
