"""Spreadsheets (.xlsx, .xlsm, .xlsb, .xls, .ods): each sheet becomes a CSV, a record a row.

A cell becomes the text of its value, not of its look: 1234 of 1,234.00 €, true, and a date without
a zone, since a spreadsheet has none. Row 17 of a sheet is record 17 of its file.
"""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine as calamine

from dashboard.sources.files.links import columns_of_links, is_address
from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.ods_xml import CONTENT, untold_of_ods
from dashboard.sources.files.unpacking.parts import Part, Unpacked
from dashboard.sources.files.unpacking.plain import duration
from dashboard.sources.files.unpacking.sheet_xml import untold_of_sheets
from dashboard.sources.files.unpacking.untold import Untold

Cell = int | float | str | bool | time | date | datetime | timedelta
_WHOLE = 2**53
"""From here on a number of a spreadsheet is no longer exact."""


def unpack_sheets(path: Path, part: Part, folder: Path, root: Path, budget: Budget) -> Unpacked:
    """Write every sheet that can be seen and is not empty.

    part: the workbook as the person knows it; folder: where the files are to stand, within root.
    Raises Refused when it can't be opened.
    """
    found = Unpacked(several=True)
    hidden = []
    with _opened(path) as workbook:
        more = _untold(path)
        for number, about in enumerate(workbook.sheets_metadata):
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = _sheet(workbook, about.name)
            if sheet.start is None:
                continue
            if about.visible != calamine.SheetVisibleEnum.Visible:
                hidden.append(about.name)
                continue
            target = folder / f"{number}.csv"
            told = more.get(about.name, Untold())
            with CountedFile(target, budget) as plain:
                csv.writer(_AsBytes(plain)).writerows(_rows(sheet, told))
            title = f"{part.title}/{about.name}" if part.title else about.name
            name = f"{part.name}, sheet {about.name}"
            found.parts.append(Part(str(target.relative_to(root)), name, title, "row", sheet=True))
            found.notices.extend(_notices(name, told))
    if hidden:
        found.notices.append(f"Of {part.name} hidden sheets were left out: {', '.join(hidden)}.")
    if not found.parts:
        raise Refused(
            "It is a workbook in which no sheet that can be seen holds anything",
            "Check that the export finished, and show the sheet that holds the runs.",
        )
    return found


class _AsBytes:
    """What is written as text into a file of bytes."""

    def __init__(self, plain: CountedFile) -> None:
        self._plain = plain

    def write(self, text: str) -> None:
        self._plain.write(text.encode("utf-8", "surrogatepass"))


def _opened(path: Path) -> calamine.CalamineWorkbook:
    """The workbook. Raises Refused."""
    try:
        return calamine.load_workbook(str(path))
    except calamine.PasswordError:
        raise Refused(
            "It is a workbook that is protected with a password",
            "Save a copy without a password, or the sheet as CSV.",
        ) from None
    except (calamine.CalamineError, OSError) as error:
        if other := _of_another_kind(path):
            return other
        raise _damaged(str(error)) from None


def _untold(path: Path) -> dict[str, Untold]:
    """By sheet what the library leaves out of it; nothing of kinds in which that is not told."""
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        is_ods = CONTENT in archive.NameToInfo
        return untold_of_ods(archive) if is_ods else untold_of_sheets(archive)


def _of_another_kind(path: Path) -> calamine.CalamineWorkbook | None:
    """The workbook, where it is of another kind than its name says, by which the library goes; None
    where it is of none."""
    with path.open("rb") as stream, suppress(calamine.CalamineError, OSError):
        return calamine.load_workbook(stream)
    return None


def _sheet(workbook: calamine.CalamineWorkbook, name: str) -> calamine.CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except (calamine.CalamineError, OSError) as error:
        raise _damaged(f"sheet {name}: {error}") from None


def _damaged(why: str) -> Refused:
    return Refused(
        f"It is a workbook or other Office document that can’t be read ({why[:200]})",
        "Open it in a spreadsheet program and save it again, or save the sheet as CSV.",
    )


def _rows(sheet: calamine.CalamineSheet, more: Untold) -> Iterator[list[str]]:
    """The rows as text, from the sheet's first on, with what the library leaves out of them."""
    _, left = sheet.start or (0, 0)
    merged = more.merged or {
        start: end[0] for start, end in sheet.merged_cell_ranges or () if end[0] > start[0]
    }
    standing: dict[int, tuple[int, str]] = {}  # by column: to which row, and what
    of_links: frozenset[int] | None = None
    for number, cells in enumerate(sheet.iter_rows()):
        row = [cell if type(cell) is str else text_of(cell) for cell in cells]
        for column, text in more.errors.get(number, ()):
            if 0 <= column - left < len(row):
                row[column - left] = text
        if of_links is None:
            of_links = columns_of_links(row) if more.links else frozenset()
        elif of_links:
            for column, address in more.links.get(number, ()):
                if column - left in of_links and is_address(address):
                    row[column - left] = address
        if merged:
            for at, text in enumerate(row):
                if until := merged.get((number, left + at)):
                    standing[at] = until, text
            for at, (until, text) in standing.items():
                if number <= until and not row[at]:
                    row[at] = text
        yield row


def text_of(cell: Cell) -> str:
    """The text of a cell's value. A number that is no longer exact has its exponent."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, timedelta):
        return duration(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


def _notices(name: str, more: Untold) -> list[str]:
    said = []
    if more.errors:
        row, cells = next(iter(more.errors.items()))
        many = sum(len(cells) for cells in more.errors.values())
        cells_hold = "1 cell holds" if many == 1 else f"{many:,} cells hold"
        said.append(f"In {name} {cells_hold} an error, like {cells[0][1]} in row {row + 1}.")
    if more.without_value:
        many = len(more.without_value)
        formulas = "1 formula has" if many == 1 else f"{many:,} formulas have"
        said.append(
            f"In {name} {formulas} no value in the file, like that of {more.without_value[0]}: "
            "such cells are read as empty. Open it in a spreadsheet program and save it again."
        )
    if more.hidden:
        many = len(more.hidden)
        rows = "1 row is" if many == 1 else f"{many:,} rows are"
        said.append(
            f"In {name} {rows} hidden, like row {more.hidden[0]}, as a filter does: "
            f"{'it is' if many == 1 else 'they are'} read like the others."
        )
    return said
