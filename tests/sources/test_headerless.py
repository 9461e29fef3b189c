"""Files without a header: a mapping names their columns, with quotes or with backslashes."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from dashboard.errors import EncodingOpen, ExportRefused
from tests.cli.conftest import Run, worker_runs
from tests.reading import read, written

__all__ = ["worker_runs"]

AT = "2026-11-16T09:10:00Z"
NAMES = ["id", "state", "at", "who"]
FIELDS = '[fields]\nrun_id = "id"\nstatus = "state"\ncreated_at = "at"\nworker = "who"\n'
MAPPING = f"columns = {NAMES}\n{FIELDS}"
ROWS = f"a,ok,{AT},Ann\nb,ok,soon,Bob\nc,ok,{AT},Cy\n"


def mapped(folder: Path, top: str = MAPPING) -> Path:
    return written(folder, top, "m.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (ROWS, 2),
        (ROWS.replace(",", ";"), 2),
        (ROWS.replace(",", "\t"), 2),
        ("\n" + ROWS, 3),
        ("sep=;\n" + ROWS.replace(",", ";"), 3),
        ("sep=|\n" + ROWS.replace(",", "|"), 3),
        (ROWS.replace("\n", "\r\n"), 2),
        (ROWS.replace("Ann", '"Ann, of\nall"'), 3),
        (ROWS.replace("Ann", "Ann; of all; of us; all"), 2),
        ("id,state,at,who\n" + ROWS, 3),
        ("ID,State,At,Who\n" + ROWS, 3),
        (ROWS + "Total,,,\n", 2),
        (ROWS.rstrip("\n"), 2),
        (f"'a','ok','{AT}','Ann\\'s, of all'\n'b','ok','soon',\\N\n'c','ok','{AT}','Cy'\n", 2),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_mapping_names_the_columns_of_a_file_without_a_header(
    tmp_path: Path, text: str, line: int, encoding: str
) -> None:
    found = read(written(tmp_path, text.encode(encoding)), mapped(tmp_path))
    assert found.ids == ["a", "c"]
    assert [(row.line, row.field) for row in found.rejected] == [(line, "created_at")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,ok", "2 cells"),
        (f"x,ok,{AT},Ann,more", "5 cells"),
        (f'x,ok,{AT},"Ann', "not closed"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_row_that_can_not_be_read_is_one_row_wherever_it_stands(
    tmp_path: Path, row: str, reason: str, place: int
) -> None:
    lines = [f"{name},ok,{AT},Ann" for name in "ab"]
    lines.insert(place, row)
    content = "\n".join(lines).encode("utf-8", "surrogateescape")
    found = read(written(tmp_path, content), mapped(tmp_path))
    assert found.ids == ["a", "b"]
    [rejected] = found.rejected
    assert rejected.line == place + 1 and reason in rejected.reason


@pytest.mark.parametrize("place", [1, 2])
def test_a_row_that_is_not_in_utf_8_is_one_row_behind_the_first(tmp_path: Path, place: int) -> None:
    lines = [f"{name},ok,{AT},Ann".encode() for name in "ab"]
    lines.insert(place, f"x,ok,{AT},café".encode("latin-1"))
    found = read(written(tmp_path, b"\n".join(lines)), mapped(tmp_path))
    assert found.ids == ["a", "b"]
    [rejected] = found.rejected
    assert rejected.line == place + 1 and "UTF-8" in rejected.reason


def test_where_the_first_line_is_not_in_utf_8_it_is_asked_what_it_is(tmp_path: Path) -> None:
    """It may be the header: to reject it would leave a column without its name."""
    content = f"x,ok,{AT},café".encode("latin-1") + f"\na,ok,{AT},Ann".encode()
    with pytest.raises(EncodingOpen, match="not in UTF-8"):
        read(written(tmp_path, content), mapped(tmp_path))


@pytest.mark.parametrize("names", [NAMES[:3], [*NAMES, "more"], ["id"]])
def test_a_mapping_that_names_other_columns_is_refused_with_what_is_there(
    tmp_path: Path, names: list[str]
) -> None:
    with pytest.raises(ExportRefused) as refused:
        read(written(tmp_path, ROWS), mapped(tmp_path, f"columns = {names}\n{FIELDS}"))
    assert f"names {len(names)} columns" in str(refused.value)
    assert "the first row has 4 with a comma between them" in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (r"\N", None), ("", None), (r"Ann\tB", "Ann\tB"), (r"Ann\nB", "Ann\nB"),
        (r"Ann\\B", r"Ann\B"), (r"C:\\new", r"C:\new"), ('"Ann', '"Ann'), ('An"n"', 'An"n"'),
        (r"Ann\rB", "Ann\rB"), (r"\\N", r"\N"), (r"N\141", "Na"), (r"N\x41", "NA"),
        (r"N\q", "Nq"), ("Ann, B; C", "Ann, B; C"), ("'=1", "'=1"), ("Ann\\", "Ann\\"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("header", ["", "id\tstate\tat\twho\n"])
def test_backslashes_do_what_quotes_do_elsewhere(
    tmp_path: Path, cell: str, value: str | None, header: str
) -> None:
    text = f"{header}a\tok\t{AT}\t{cell}\n"
    for top in [f"columns = {NAMES}\n", ""] if header else [f"columns = {NAMES}\n"]:
        found = read(written(tmp_path, text), mapped(tmp_path, f"{top}backslash = true\n{FIELDS}"))
        [run] = found.runs
        assert (run["run_id"], run["worker"]) == ("a", value)


def test_a_sheet_without_a_header(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as book:
        sheet = book.add_worksheet("July")
        for number, line in enumerate(ROWS.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    found = read(tmp_path / "e.xlsx", mapped(tmp_path))
    assert found.ids == ["a", "c"]
    assert [(row.file, row.line) for row in found.rejected] == [("e.xlsx, sheet July", 2)]


@pytest.mark.parametrize(
    "first",
    [
        f"a,ok,{AT},Ann", "a,ok,2026-11-16,Ann", "17,ok,16.11.2026 09:10,Ann", "a;ok;11/16/2026;x",
        f"a\tok\t{AT}", "3fa85f64-5717-4562-b3fc-2c963f66afa6,ok,x", "https://a.example/1,ok,x",
        "1,2,3", "1,ok,17", "1,ok,2.5,7", f"a,ok,{AT},Ann,,,",
    ],
)  # fmt: skip
def test_a_file_that_begins_with_a_row_is_told_the_way(
    worker_runs: Run, tmp_path: Path, first: str
) -> None:
    path = written(tmp_path, f"{first}\n{first}\n")
    assert worker_runs("load", path) == 2
    for words in ("It has no header", "columns = [", "Files without a header"):
        assert words in worker_runs.err
    other = mapped(tmp_path, FIELDS)
    assert worker_runs("load", "--map", other, path) == 2 and "no header" in worker_runs.err


@pytest.mark.parametrize(
    "header",
    ["Worker,2025,Amount", "id,state,at 2026-11-16", "a,b,c", "run,1", "Q1,Q2,Q3", "x", "1,b,c,d"],
)
def test_names_of_columns_that_hold_figures_are_names(tmp_path: Path, header: str) -> None:
    with pytest.raises(ExportRefused, match="Found: "):
        read(written(tmp_path, f"{header}\nx,y,z\n"))


def test_a_link_tells_no_value_of_the_file_it_leads_to(tmp_path: Path) -> None:
    written(tmp_path, f"{AT},x\n{AT},y\n", "elsewhere")
    (tmp_path / "link.csv").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportRefused, match="It has no header") as refused:
        read(tmp_path / "link.csv")
    assert AT not in str(refused.value)


def test_explained_loaded_rejected_mended(worker_runs: Run, tmp_path: Path) -> None:
    path, mapping = written(tmp_path, ROWS), mapped(tmp_path)
    assert worker_runs("load", "--map", mapping, path, "--explain") == 0
    assert '"state": "ok"' in worker_runs.out and "export.csv, line 2: " in worker_runs.out
    assert worker_runs("load", "--map", mapping, path) == 1
    mended = tmp_path / "mended.csv"
    assert worker_runs("rejects", "-o", mended) in (0, 1)
    mended.write_text(mended.read_text().replace("soon", AT))
    assert worker_runs("load", "--map", mapping, mended) == 0
    assert "1 new" in worker_runs.err
