"""What stands above and below the rows of a CSV, TSV or sheet, and is told from what it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from dashboard.errors import ExportRefused
from tests.reading import HEADER, ROW, read, written

BODY = f"{HEADER},cost\n{ROW},1\nb,ok,soon,2\n"
T = "2026-11-16T09:10:00Z"
LIST = "Run ID;Status;Created;Worker\na;Erfolgreich;2026-11-16T09:10:00Z;Ann\n"


@pytest.mark.parametrize(
    ("above", "left_out"),
    [
        ("", ""),
        ("\n\n", ""),
        (",,,\n , ,\n", ""),
        (";;;\n", ""),
        ('"",""\n', ""),
        ("sep=,\n", ""),
        ('"sep=,"\r\n', ""),
        ("SEP=,\n\n", ""),
        ("Report of September\n", "1 line before the header (line 2) was left out: Report of"),
        ("Report of September\n\n\n", "1 line before the header (line 4) was"),
        ("Report,,,\nMade,16.11.2026,,\n", "2 lines before the header (line 3) were left out"),
        ('"Report, all\nof it"\n', "1 line before the header (line 3) was left out: Report, all"),
        ("Runs;all\n\n", "1 line before the header (line 3) was left out: Runs;all"),
        ("\ufeffReport\n", "1 line before"),
        ("".join(f"line {n}\n" for n in range(20)), "20 lines before the header (line 21)"),
        ("sep=,\nReport\n", "1 line before the header (line 3) was left out: Report."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_stands_above_the_header_is_left_out_and_told(
    tmp_path: Path, above: str, left_out: str, encoding: str
) -> None:
    found = read(written(tmp_path, (above + BODY).encode(encoding)))
    assert found.ids == ["a"]
    [rejected] = found.rejected
    assert rejected.line == (above + BODY).splitlines().index("b,ok,soon,2") + 1
    assert len(found.export.notices) == bool(left_out)
    assert all(left_out in notice for notice in found.export.notices)


@pytest.mark.parametrize("separator", [",", ";", "|", "^", "~"])
def test_a_spreadsheet_says_its_separator(tmp_path: Path, separator: str) -> None:
    text = f"sep={separator}\n" + BODY.replace(",", separator)
    assert read(written(tmp_path, text)).ids == ["a"]


@pytest.mark.parametrize("above", [["Report of September"], [], ["Report", "", "Berlin"]])
def test_titles_in_a_sheet(tmp_path: Path, above: list[str]) -> None:
    with xlsxwriter.Workbook(tmp_path / "e.xlsx") as book:
        sheet = book.add_worksheet("Runs")
        sheet.write_column(0, 1, above)
        for number, line in enumerate(BODY.splitlines()):
            sheet.write_row(4 + number, 1, line.split(","))
        sheet.write_row(9, 1, ["Total", "", "", 3])
    found = read(tmp_path / "e.xlsx")
    assert found.ids == ["a"]
    assert [(row.file, row.line) for row in found.rejected] == [("e.xlsx, sheet Runs", 7)]
    titles = ["", "1 row before the header (row 5) was", "2 rows before the header (row 5) were"]
    told = [notice.partition(" left out")[0] for notice in found.export.notices]
    expected = [titles[sum(map(bool, above))], "the last row was"]
    assert told == [f"Of e.xlsx, sheet Runs, {text}" for text in expected if text]


@pytest.mark.parametrize(
    "total",
    ["Total,,,12", "Summe,,,12", "Gesamt:,,,12", "TOTAL", "total ,,", "Total,3", "Total,,,1.234,50",
     "Gesamtsumme,,,\"1.234,50 €\"", "Total général,,,12", "Totale,,,12", "Totaal,,,12",
     "Suma,,,12", "Grand Total,12,13,14", "Average,,,33.3%", ",Total,,12", "Total,,,-12",
     "Total,,,(12)",     "Total,,,$12.00", "Total,,,12 USD", "Sum,,,12\n\n,,,\n",
     "Gesamt,,,3m", "Total,,1h 2m,12", "Razem,,,1m 23s", "合計,,,12",
     "Total: 2 runs", "Gesamt (2),,,", "(2 rows)", "2 filas", "\nStand: 23.11.2026,,,",
     ",,,\n,Source: the shop,,"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_a_total_at_the_end_is_left_out_and_told(tmp_path: Path, total: str, end: str) -> None:
    found = read(written(tmp_path, BODY + total + end))
    assert (found.ids, found.read, len(found.rejected)) == (["a"], 2, 1)
    [notice] = found.export.notices
    assert "the last line was left out, because it is a total" in notice
    assert max(total.split(","), key=len).strip() in notice


def test_notes_below_a_total_are_left_out_with_it_and_told(tmp_path: Path) -> None:
    end = "\nTotal,,,3\n\nSource: the shop\nAs of 23 Nov,,,\n"
    found = read(written(tmp_path, BODY + end))
    assert (found.ids, found.read, len(found.rejected)) == (["a"], 2, 1)
    [notice] = found.export.notices
    assert "the last 3 lines were left out" in notice
    assert notice.endswith("Total 3, Source: the shop, As of 23 Nov.")


@pytest.mark.parametrize(
    "last",
    ["Total,ok,2026-11-16T09:10:00Z,1", "Total,ok,,", "Total,,2026-11-16,", "Totality,,,1",
     "z,,,12", "Total cost so far,,,12", "12,,,Total", "Total,,,many", "Total,,,3 months",
     'z,ok,2026-11-16T09:10:00Z,"x\nTotal,,,12"',
     "Sum up what it says,ok,,", "2026,,,12", "a note right below the rows,,,",
     "Sum of 2 totals", "z,ok,2026-11-16T09:10:00Z,\"x\n\nlast words\""],
)  # fmt: skip
def test_a_last_line_that_may_be_a_run_is_no_total(tmp_path: Path, last: str) -> None:
    found = read(written(tmp_path, f"{BODY}{last}\n"), zone="UTC")
    assert found.read == 3 and not found.export.notices


@pytest.mark.parametrize("above", ["w,x,y,z", "Name,Amount,Date,Place,Note"])
def test_a_table_as_wide_as_the_header_is_no_title(tmp_path: Path, above: str) -> None:
    with pytest.raises(ExportRefused, match=f"Found: {above.replace(',', ', ')}"):
        read(written(tmp_path, f"{above}\n{BODY}"))


def test_a_total_in_the_middle_is_a_row(tmp_path: Path) -> None:
    found = read(written(tmp_path, f"{BODY}Total,,,3\nc,ok,2026-11-16T09:10:00Z,1\n"))
    assert found.ids == ["a", "c"] and found.read == 4 and len(found.rejected) == 2


def test_a_file_of_a_total_alone_has_no_rows(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="no rows"):
        read(written(tmp_path, f"{HEADER},cost\nTotal,,,3\n"))


def test_a_title_above_columns_that_fit_nothing_does_not_hide_them(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="Found: Name, Amount, Date, Place"):
        read(written(tmp_path, "Report of September\nName,Amount,Date,Place\nx,1,2,y\n"))


def test_a_column_twice_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="line 3: The header names more than once: status"):
        read(written(tmp_path, f"Report\n\n{HEADER},status\n{ROW},x\n"))


def test_a_column_twice_that_nothing_needs_is_kept_by_number_and_said(tmp_path: Path) -> None:
    """As trackers write several comments and labels of one item. Which is meant is not guessed."""
    head = "Run ID,Status,Created,Comment,Comment,Label (1),Label,Label,Comment\n"
    found = read(written(tmp_path, head + "a,ok,2026-05-04T08:00:00Z,x,,u,v,w,z\n"))
    [run] = found.runs
    assert run["comment_preview"] is None
    assert json.loads(run["extra"]) == {
        "Comment (1)": "x", "Label (1)": "u", "Label (2)": "v", "Label (3)": "w",
        "Comment (3)": "z",
    }  # fmt: skip
    [told] = found.export.notices
    assert "names more than once: Comment, Label" in told and "Comment (1)" in told


@pytest.mark.parametrize("path", ["Comment", "Comment (2)"])
def test_a_mapping_says_which_of_two_columns_is_meant(tmp_path: Path, path: str) -> None:
    fields = {"run_id": "n", "status": "s", "created_at": "t", "comment_preview": path}
    text = "[fields]\n" + "".join(f'{name} = "{where}"\n' for name, where in fields.items())
    mapping = written(tmp_path, text, "own.toml")
    export = written(tmp_path, "n,s,t,Comment,Comment\na,ok,2026-05-04T08:00:00Z,x,y\n")
    if path == "Comment":
        with pytest.raises(ExportRefused, match="more than once: Comment"):
            read(export, mapping)
    else:
        assert [run["comment_preview"] for run in read(export, mapping).runs] == ["y"]


def test_a_column_of_workers_twice_is_refused(tmp_path: Path) -> None:
    written(tmp_path, f"{HEADER}\n{ROW}\n", "runs.csv")
    written(tmp_path, "worker,model,model\na,m,n\n", "workers.csv")
    with pytest.raises(ExportRefused, match="more than once: model"):
        read(tmp_path)


@pytest.mark.parametrize("blank", ["\n", ",,,\n", ";;\n", '"",""\n'])
def test_any_number_of_blank_lines_may_stand_above(tmp_path: Path, blank: str) -> None:
    found = read(written(tmp_path, f"{blank * 500}{HEADER}\n{ROW}\n"))
    assert found.ids == ["a"]
    broken = read(written(tmp_path, f"{blank * 500}{HEADER}\n{ROW}\nb,done\n"))
    assert [row.line for row in broken.rejected] == [503]


def test_a_name_of_a_column_that_is_a_whole_file_is_refused_and_not_repeated(
    tmp_path: Path,
) -> None:
    for text in ("x" * 40_000, f"{HEADER},{'x' * 40_000}\n{ROW},1\n"):
        with pytest.raises(ExportRefused, match="a name of 40,000 characters; 10,000 can") as told:
            read(written(tmp_path, text))
        assert len(str(told.value)) < 300
    assert read(written(tmp_path, f"{HEADER},{'x' * 9_000}\n{ROW},1\n")).runs
    many = [f"column {n}" for n in range(2_000)]
    assert read(written(tmp_path, f"{HEADER},{','.join(many)}\n{ROW}{',1' * 2_000}\n")).runs


def test_names_of_groups_of_columns_stand_above_the_header(tmp_path: Path) -> None:
    text = f"Run,,,Time,Result\nRun ID,Worker,Status,Created,Error\n1,Ann,failed,{T},lost\n"
    found = read(written(tmp_path, text))
    [run] = found.runs
    assert (run["run_id"], run["worker"], run["error_message"]) == ("1", "Ann", "lost")
    assert any("before the header (line 2) was left out" in one for one in found.export.notices)


def test_a_wider_header_below_rows_is_of_another_export(tmp_path: Path) -> None:
    text = f"Run ID,Status,Created\n1,ok,{T}\nRun ID,Worker,Status,Created\n2,Ann,ok,{T}\n"
    with pytest.raises(ExportRefused, match="another header"):
        read(written(tmp_path, text))
