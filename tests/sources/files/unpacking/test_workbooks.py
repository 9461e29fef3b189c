"""Spreadsheets, written by two other libraries than the one that reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from dashboard.sources.files.unpacking.limits import Limits
from tests.reading import read, written
from tests.sources.files.unpacking.test_streams import refusal
from tests.sources.packed import zipped

Rows = list[list[Any]]
AT = datetime(2026, 11, 16, 9, 10)
HEAD = ["run_id", "status", "created_at"]
ROW = ["a", "ok", "2026-11-16T09:10:00Z"]


def by_openpyxl(path: Path, sheets: dict[str, Rows]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def by_xlsxwriter(path: Path, sheets: dict[str, Rows]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as book:
        durations = book.add_format({"num_format": "[h]:mm:ss"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.add_write_handler(timedelta, lambda s, r, c, v, f: s.write_datetime(
                r, c, v, durations))  # fmt: skip
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


Writer = Callable[[Path, dict[str, Rows]], Path]
each_writer = pytest.mark.parametrize("writer", [by_openpyxl, by_xlsxwriter])


CELLS: list[tuple[Any, str]] = [
    ("00123", "00123"),
    (123, "123"),
    (1.0, "1"),
    (12.5, "12.5"),
    (-3, "-3"),
    (0, "0"),
    (0.1, "0.1"),
    (1e-7, "1e-07"),
    (123456789012345, "123456789012345"),
    (1.5e17, "1.5e+17"),
    (True, "true"),
    (False, "false"),
    (AT, "2026-11-16T09:10:00"),
    (datetime(2026, 11, 16, 23, 59, 59), "2026-11-16T23:59:59"),
    (timedelta(hours=30, minutes=5), "30:05:00"),
    ("yes\nand no", "yes\nand no"),
    ("Grüße 📚", "Grüße 📚"),
    ('say "so", twice', 'say "so", twice'),
    ("2026-11-16", "2026-11-16"),
    ("1.35E+17", "1.35E+17"),
    ("  spaces  ", "  spaces  "),
    ("a;b,c\td", "a;b,c\td"),
]


@each_writer
def test_a_cell_becomes_the_text_of_its_value(tmp_path: Path, writer: Writer) -> None:
    rows = [[str(number), *ROW[1:], cell] for number, (cell, _) in enumerate(CELLS)]
    path = writer(tmp_path / "e.xlsx", {"S": [[*HEAD, "record_title"], *rows]})
    assert [run["record_title"] for run in read(path).runs] == [text for _, text in CELLS]


def test_dates_and_times_alone_have_no_other_half(tmp_path: Path) -> None:
    rows = [[*HEAD, "model", "task_text"], [*ROW, date(2026, 11, 16), time(9, 10)]]
    found = read(by_openpyxl(tmp_path / "e.xlsx", {"S": rows})).runs[0]
    assert (found["model"], found["task_text"]) == ("2026-11-16", "09:10:00")


@each_writer
def test_dates_of_a_spreadsheet_have_no_zone_and_are_asked_for(
    tmp_path: Path, writer: Writer
) -> None:
    path = writer(tmp_path / "e.xlsx", {"My runs": [HEAD, ["a", "ok", AT]]})
    assert '"2026-11-16T09:10:00" (e.xlsx, sheet My runs, row 2, created_at)' in refusal(path)
    assert str(read(path, zone="Europe/Berlin").runs[0]["created_at"]) == (
        "2026-11-16 08:10:00+00:00"
    )


@each_writer
@pytest.mark.parametrize("above", [0, 1, 5])
def test_a_rejected_row_is_told_by_its_number_in_the_sheet(
    tmp_path: Path, writer: Writer, above: int
) -> None:
    rows = [[]] * above + [HEAD, ["x\ny", *ROW[1:]], [], ["b", "ok", "soon"]]
    found = read(writer(tmp_path / "e.xlsx", {"Runs": rows}))
    assert found.ids == ["x\ny"]
    assert [(r.file, r.line) for r in found.rejected] == [("e.xlsx, sheet Runs", above + 4)]


@pytest.mark.parametrize(
    ("sheets", "read_from"),
    [
        ({"Notes": [["a", "b"], [1, 2]], "Data": [HEAD, ROW]}, "Data"),
        ({"Data": [HEAD, ROW], "Pivot": [["Worker", "Count"], ["Ann", 2]]}, "Data"),
        ({"Old": [HEAD, ["z", *ROW[1:]]], "Runs": [HEAD, ROW]}, "Runs"),
        ({"RUNS": [HEAD, ROW], "More": [HEAD, ["z", *ROW[1:]]]}, "RUNS"),
        ({"Empty": [], "Data": [HEAD, ROW]}, "Data"),
        ({"v1.5": [HEAD, ROW]}, "v1.5"),
        ({"It's & <so>": [HEAD, ROW]}, "It's & <so>"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@each_writer
def test_the_sheet_that_fits_is_read(
    tmp_path: Path, writer: Writer, sheets: dict[str, Rows], read_from: str
) -> None:
    sheets = {name: [*rows, ["bad"]] if name == read_from else rows
              for name, rows in sheets.items()}  # fmt: skip
    found = read(writer(tmp_path / "e.xlsx", sheets))
    assert found.ids == ["a"]
    assert [row.file for row in found.rejected] == [f"e.xlsx, sheet {read_from}"]


def test_where_two_sheets_fit_each_can_be_named(tmp_path: Path) -> None:
    may, june = (
        [[*HEAD, name], [run, *ROW[1:], "m"]] for name, run in (("worker", "a"), ("model", "z"))
    )
    path = by_openpyxl(tmp_path / "e.xlsx", {"May": may, "June": june})
    said = refusal(path)
    assert "May, June" in said and f"{path}/May" in said
    assert (read(path / "May").ids, read(path / "June").ids) == (["a"], ["z"])
    assert "There is no July in e.xlsx; in it is May, June" in refusal(path / "July")


def test_sheets_beside_the_runs_are_read_as_files_beside_them_are(tmp_path: Path) -> None:
    sheets = {
        "Workers": [["worker", "model"], ["Ann", "m-1"]],
        "Runs": [[*HEAD, "worker"], [*ROW, "Ann"]],
    }
    found = read(by_openpyxl(tmp_path / "e.xlsx", sheets))
    assert [row["model"] for row in found.tables["workers"]] == ["m-1"]


def test_hidden_rows_are_read_and_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["run_id", "status", "created_at"],
        *([run, "ok", ROW[2]] for run in "abcd"),
        [None],
    ):
        sheet.append(row)
    for number, column in ((3, "A"), (4, "B"), (6, "C")):
        sheet.row_dimensions[number].hidden = True
        sheet.column_dimensions[column].hidden = column == "C"
    book.save(tmp_path / "runs.xlsx")
    found = read(tmp_path / "runs.xlsx")
    assert found.ids == ["a", "b", "c", "d"]
    (said,) = found.export.notices
    assert said.endswith(
        "2 rows are hidden, like row 3, as a filter does: they are read like the others."
    )


@pytest.mark.parametrize("before", [0, 1, 4, 6, 7])
def test_a_hidden_row_is_said_wherever_its_sign_stands(tmp_path: Path, before: int) -> None:
    """before: bytes of the sign in the first block of a sheet that is looked at, of two."""
    whole = by_openpyxl(tmp_path / "whole.xlsx", {"Runs": [HEAD, ROW, ["b", *ROW[1:]]]})
    with zipfile.ZipFile(whole) as book:
        entries = {name: book.read(name) for name in book.namelist()}
    sheet = entries["xl/worksheets/sheet1.xml"].replace(b'<row r="3"', b'<row r="3" hidden="1"')
    space = b" " * ((1 << 18) - before - sheet.index(b"hidden="))
    entries["xl/worksheets/sheet1.xml"] = sheet.replace(b"<sheetData>", space + b"<sheetData>")
    path = written(tmp_path, zipped(entries), "e.xlsx")
    found = read(path)
    assert found.ids == ["a", "b"] and "1 row is hidden, like row 3" in found.export.notices[0]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_an_error_is_kept_in_whatever_quotes_its_sign_stands(tmp_path: Path, quote: str) -> None:
    rows = [[*HEAD, "model"], [*ROW, "#N/A"]]
    with zipfile.ZipFile(by_openpyxl(tmp_path / "whole.xlsx", {"Runs": rows})) as book:
        entries = {name: book.read(name) for name in book.namelist()}
    sheet = entries["xl/worksheets/sheet1.xml"]
    assert b' t="e"' in sheet
    entries["xl/worksheets/sheet1.xml"] = sheet.replace(b't="e"', f"t={quote}e{quote}".encode())
    found = read(written(tmp_path, zipped(entries), "e.xlsx"))
    assert found.runs[0]["model"] == "#N/A"


def test_hidden_sheets_are_left_out_and_said(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "e.xlsx", {"Data": [HEAD, ROW], "Old": [HEAD, ROW]})
    book = openpyxl.load_workbook(path)
    book["Old"].sheet_state = "hidden"
    book.save(path)
    found = read(path)
    assert found.ids == ["a"] and "hidden sheets were left out: Old" in found.export.notices[0]
    book["Old"].sheet_state, book["Data"].sheet_state = "visible", "veryHidden"
    book.save(path)
    assert "hidden sheets were left out: Data" in read(path).export.notices[0]
    book["Old"]["A1"] = "a cover"
    book.save(path)
    said = refusal(path)  # what is meant may be what was left out
    assert "does not fit" in said and "hidden sheets were left out: Data." in said


def test_a_document_of_numbers_is_told_the_way(tmp_path: Path) -> None:
    parts = {"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x", "preview.jpg": b"x"}
    said = refusal(written(tmp_path, zipped(parts), "runs.numbers"))
    assert "document of Numbers" in said and "as CSV" in said


def test_errors_in_cells_are_kept_and_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as book:
        sheet = book.add_worksheet("Runs")
        sheet.write_row(1, 2, [*HEAD, "model"])
        sheet.write_row(2, 2, ROW)
        sheet.write_formula(2, 5, "=NA()", None, "#N/A")
        sheet.write_row(3, 2, ["b", "ok"])
        sheet.write_formula(3, 4, "=1/0", None, "#DIV/0!")
    found = read(tmp_path / "e.xlsx")
    assert found.runs[0]["model"] == "#N/A"
    assert [row.line for row in found.rejected] == [4] and "#DIV/0!" in found.rejected[0].reason
    assert "2 cells hold an error, like #N/A in row 3" in found.export.notices[0]


def test_formulas_have_their_values_and_those_without_are_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as book:
        sheet = book.add_worksheet("Runs")
        sheet.write_row(0, 0, [*HEAD, "model"])
        sheet.write_row(1, 0, ROW)
        sheet.write_formula(1, 3, '="m-"&1', None, "m-1")
    found = read(tmp_path / "e.xlsx")
    assert found.runs[0]["model"] == "m-1" and not found.export.notices
    path = by_openpyxl(tmp_path / "e.xlsx", {"Runs": [[*HEAD, "model"], [*ROW, '="m-"&1']]})
    found = read(path)
    assert found.runs[0]["model"] is None
    assert "1 formula has no value in the file, like that of D2" in found.export.notices[0]


def test_a_cell_over_several_rows_counts_for_each_of_them(tmp_path: Path) -> None:
    rows = [[*HEAD, "worker"], [*ROW, "Ann"], ["b", *ROW[1:]], ["c", *ROW[1:]], ["d", *ROW[1:]]]
    path = by_openpyxl(tmp_path / "e.xlsx", {"Runs": rows})
    book = openpyxl.load_workbook(path)
    book["Runs"].merge_cells("D2:D4")
    book.save(path)
    assert [run["worker"] for run in read(path).runs] == ["Ann", "Ann", "Ann", None]


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ({"Sheet1": []}, "no sheet that can be seen holds anything"),
        ({"Sheet1": [HEAD]}, "no rows"),
        ({"Sheet1": [["Name", "Amount"], ["x", 1]]}, "Found: Name, Amount"),
        ({"A": [["x", "y"]], "B": [["u", "v"]]}, "Nothing else in it fits either: B"),
        ({"Sheet1": [[*HEAD, "Status"], [*ROW, "x"]]}, "more than once: Status, status"),
        ({"Sheet1": [[*HEAD, "status"], [*ROW, "x"]]}, "more than once: status"),
    ],
)
@each_writer
def test_a_workbook_without_runs_says_what_it_holds(
    tmp_path: Path, writer: Writer, sheets: dict[str, Rows], says: str
) -> None:
    assert says in refusal(writer(tmp_path / "e.xlsx", sheets))


def test_a_workbook_under_another_name_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "e.xlsx", {"Runs": [HEAD, ROW]})
    found = read(path.rename(tmp_path / "runs.csv"))
    assert found.ids == ["a"]
    assert "runs.csv is a workbook, whatever its name says" in found.export.notices[0]


def test_a_workbook_in_an_archive(tmp_path: Path) -> None:
    path = by_openpyxl(tmp_path / "e.xlsx", {"S": [HEAD, ROW, ["b", "ok", "soon"]]})
    archive = zipped({"july/e.xlsx": path.read_bytes(), "README.txt": "x"})
    found = read(written(tmp_path, archive, "export.zip"))
    assert found.ids == ["a"]
    assert [(r.file, r.line) for r in found.rejected] == [("export.zip › july/e.xlsx, sheet S", 3)]


def test_a_password_is_said(tmp_path: Path) -> None:
    # What Excel encrypts is an old Office document around it: here only its outermost layer.
    said = refusal(written(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "e.xlsx"))
    assert "can’t be read" in said and "save it again" in said


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("cut", [True, False])
def test_a_damaged_workbook_is_refused(tmp_path: Path, at: float, cut: bool) -> None:
    rows = [HEAD, *([str(number), "ok", f"{number} soon"] for number in range(500))]
    whole = by_openpyxl(tmp_path / "e.xlsx", {"Runs": rows}).read_bytes()
    place = int(len(whole) * at)
    damaged = whole[:place] if cut else whole[:place] + bytes(400) + whole[place + 400 :]
    said = refusal(written(tmp_path, damaged, "e.xlsx"))
    assert "damaged" in said or "can’t be read" in said


def test_a_damaged_binary_workbook_is_refused_with_the_way_out(tmp_path: Path) -> None:
    sheet = {"xl/workbook.bin": "\x03\x01", "xl/worksheets/sheet1.bin": "\x01"}
    content = zipped({"[Content_Types].xml": "<Types/>", **sheet})
    said = refusal(written(tmp_path, content, "e.xlsb"))
    assert "workbook" in said and "can’t be read" in said and "save the sheet as CSV" in said


def test_a_sheet_that_swells_is_refused_at_the_limit(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{"x" * 900}</t></is></c></row>'
                    for n in range(1, 3_000))  # fmt: skip
    path = by_openpyxl(tmp_path / "e.xlsx", {"Runs": [HEAD]})
    swollen = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content[: content.index(b"<sheetData>")] + (
                    f"<sheetData>{cells}</sheetData></worksheet>".encode()
                )
            new.writestr(name, content)
    path.write_bytes(swollen.getvalue())
    assert "larger than 1 MB" in refusal(path, Limits(small=1_000_000, ratio=10))


def test_a_carriage_return_breaks_no_row(tmp_path: Path) -> None:
    rows = [[*HEAD, "worker"], [*ROW, "Ann\rBob"], ["b", *ROW[1:], "Cid"]]
    export = read(by_xlsxwriter(tmp_path / "runs.xlsx", {"runs": rows}))
    assert [run["worker"] for run in export.runs] == ["Ann\rBob", "Cid"]


LINKED = ["Run ID", "Status", "Created", "Task link", "Comment"]


def linked(path: Path) -> Path:
    """A workbook of which each task link shows the same text, by Excel's three ways."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Runs")
        sheet.write_row(0, 0, LINKED)
        for number in range(1, 5):
            sheet.write_row(number, 0, [f"r{number}", "ok", "2026-10-05T09:00:00Z", "", "see this"])
        sheet.write_url("D2", "https://t.example/1", string="Open")
        sheet.write_formula("D3", '=HYPERLINK("https://t.example/2", "Open")', None, "Open")
        sheet.write_url("D4", "internal:'Runs'!A1", string="Open")
        sheet.write_string("D5", "Open")
        sheet.write_url("E2", "https://elsewhere.example", string="see this")
    return path


def test_in_a_column_of_links_their_addresses_count(tmp_path: Path) -> None:
    """Before, all runs were of one task: Open."""
    runs = read(linked(tmp_path / "e.xlsx")).runs
    tasks = ["https://t.example/1", "https://t.example/2", None, None]
    assert [run["task_id"] for run in runs] == tasks
    assert {run["comment_preview"] for run in runs} == {"see this"}
    assert [run["task_url"] for run in runs] == [task or "Open" for task in tasks]


def ods_cells(*texts: str) -> str:
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )


def by_hand(path: Path, rows: list[str]) -> Path:
    """An OpenDocument workbook with the rows as its XML has them."""
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", mime)
        archive.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{mime}"/></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content{names} xmlns:xlink="http://www.w3.org/1999/xlink">'
            '<office:body><office:spreadsheet><table:table table:name="Runs">'
            f"{''.join(rows)}</table:table></office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return path


def test_what_an_opendocument_workbook_tells_beside_its_cells(tmp_path: Path) -> None:
    def row(*cells: str, about: str = "") -> str:
        return f"<table:table-row {about}>{''.join(cells)}</table:table-row>"

    def over_two(text: str) -> str:
        return ods_cells(text).replace(">", ' table:number-rows-spanned="2">', 1)

    def to(number: int) -> str:
        return ods_cells(f'<text:a xlink:href="https://t.example/{number}">Open</text:a>')

    at, five = "2026-10-05T09:00:00Z", 'office:value-type="float" office:value="5"'
    wrong = 'office:string-value="" table:formula="of:=NA()"'
    rows = [
        row(ods_cells("run_id", "status", "created_at", "worker", "task_url", "tokens")),
        row(ods_cells("a", "ok", at), over_two("Ann"), to(1),
            '<table:table-cell table:formula="of:=1+1"/>'),
        row(ods_cells("b", "ok", at), "<table:covered-table-cell/>", to(2),
            f"<table:table-cell {five}><text:p>5 €</text:p></table:table-cell>",
            about='table:visibility="filter"'),
        row(ods_cells("c", "ok", at, "", "Open"),
            f"<table:table-cell {wrong}><text:p>#N/A</text:p></table:table-cell>"),
        row("<table:table-cell/>", about='table:number-rows-repeated="1048000"'),
    ]  # fmt: skip
    found = read(by_hand(tmp_path / "runs.ods", rows))
    assert [run["worker"] for run in found.runs] == ["Ann", "Ann", None]
    tasks = ["https://t.example/1", "https://t.example/2", None]
    assert [run["task_id"] for run in found.runs] == tasks
    assert [run["tokens"] for run in found.runs] == [None, 5, None]
    said = " ".join(found.export.notices)
    assert "1 row is hidden, like row 3" in said
    assert "1 cell holds an error, like #N/A in row 4" in said
    assert "1 formula has no value in the file, like that of F2" in said
