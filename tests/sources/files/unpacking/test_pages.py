"""Web pages and spreadsheets in XML: their tables are read like sheets."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.reading import read, written
from tests.sources.files.unpacking.test_streams import refusal

HEAD = "<tr><th>Run ID</th><th>Worker</th><th>Status</th><th>Created</th><th>Error</th></tr>"
AT = "2026-10-05T09:00:00Z"


def row(run: str, status: str = "Failed", error: str = "") -> str:
    return f"<tr><td>{run}</td><td>Ann</td><td>{status}</td><td>{AT}</td><td>{error}</td></tr>"


@pytest.mark.parametrize("name", ["runs.xls", "runs.html", "runs", "runs.csv"])
@pytest.mark.parametrize(
    "page",
    [
        "<html><body><table border=1>{}</table></body></html>",
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body><table>{}</table>',
        '<?xml version="1.0"?><!-- made by us --><html xmlns="x"><table><thead>{}</thead></table>',
        "\n <table>{}</table>",
        "<html><script>var t = '<table><tr><td>1</td></tr></table>'</script><table>{}</table>",
        "<html><table><tr><td>menu</td></tr></table><p>Runs</p><table>{}</table></html>",
        "<html><table><tr><td><table>{}</table></td></tr></table></html>",
        "<html><table><caption>Runs of May</caption>{}</table></html>",
    ],
)
def test_the_table_of_a_page_is_read(tmp_path: Path, page: str, name: str) -> None:
    text = page.format(HEAD + row("a") + row("b", "Completed"))
    found = read(written(tmp_path, text, name))
    assert found.ids == ["a", "b"] and not found.rejected
    assert [run["status"] for run in found.runs] == ["failed", "completed"]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("a &amp; b &lt;c&gt; &#8364;", "a & b <c> €"),
        ("  two\n   words ", "two words"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<b>bold</b> and <a href='x'>a link</a>", "bold and a link"),
        ("<style>td { color: red }</style>plain", "plain"),
        ("<table><tr><td>in</td><td>ner</td></tr></table>", "inner"),
    ],
)
def test_a_cell_has_its_text(tmp_path: Path, cell: str, read_as: str) -> None:
    text = f"<table>{HEAD}{row('a', error=cell)}{row('b')}</table>"
    assert read(written(tmp_path, text, "p.html")).runs[0]["error_message"] == read_as


def test_tags_may_be_left_open(tmp_path: Path) -> None:
    text = f"<table><tr><th>ID<th>Status<th>Created<tr><td>a<td>ok<td>{AT}<tr><td>b<td>ok<td>{AT}"
    assert read(written(tmp_path, text, "p.html")).ids == ["a", "b"]


def test_merged_cells_stand_in_all_their_rows(tmp_path: Path) -> None:
    text = (
        "<table><tr><td colspan=4>Runs of October</td></tr>"
        "<tr><td>ID</td><td>Worker</td><td>Status</td><td>Created</td></tr>"
        f"<tr><td>a</td><td rowspan='2'>Ann</td><td>ok</td><td>{AT}</td></tr>"
        f"<tr><td>b</td><td>ok</td><td>{AT}</td></tr>"
        f"<tr><td>c</td><td>Bob</td><td>ok</td><td>{AT}</td></tr></table>"
    )
    found = read(written(tmp_path, text, "p.html"))
    assert [run["worker"] for run in found.runs] == ["Ann", "Ann", "Bob"]


def test_a_spreadsheet_in_xml_is_read(tmp_path: Path) -> None:
    def cells(*texts: str) -> str:
        inner = "".join(f'<Cell><Data ss:Type="String">{t}</Data></Cell>' for t in texts)
        return f"<Row>{inner}</Row>"

    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="u">'
        '<Worksheet ss:Name="Runs"><Table>'
        + cells("ID", "Status", "Created", "Error")
        + cells("a", "failed", AT, "No access")
        + f"<Row><Cell><Data>b</Data></Cell><Cell><Data>ok</Data></Cell>"
        f'<Cell ss:Index="3"><Data>{AT}</Data></Cell></Row>'
        f'<Row><Cell><Data>c</Data></Cell><Cell ss:Index="3"><Data>{AT}</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    found = read(written(tmp_path, text, "runs.xls"))
    assert found.ids == ["a", "b"] and found.runs[0]["error_message"] == "No access"
    assert [(one.line, one.field) for one in found.rejected] == [(4, "status")]


def test_merged_cells_of_a_spreadsheet_in_xml(tmp_path: Path) -> None:
    def cells(*about: tuple[str, str]) -> str:
        one = '<Cell {1}><Data ss:Type="String">{0}</Data></Cell>'
        inner = (one.format(*text_and_more) for text_and_more in about)
        return f"<Row>{''.join(inner)}</Row>"

    def to(number: int) -> tuple[str, str]:
        return "Open", f'ss:HRef="https://t.example/{number}"'

    ok, at = ("ok", ""), (AT, "")
    text = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="u"><Worksheet ss:Name="Runs"><Table>'
        + cells(("ID", ""), ("Worker", ""), ("Status", ""), ("Created", ""), ("Task URL", ""))
        + cells(("a", ""), ("Ann", 'ss:MergeDown="1"'), ok, at, to(1))
        + cells(("b", ""), ("ok", 'ss:Index="3"'), at, to(2))
        + cells(("c", ""), ("Bob", ""), ok, at, ("Open", ""))
        + "</Table></Worksheet></Workbook>"
    )
    found = read(written(tmp_path, text, "runs.xls"))
    assert [run["worker"] for run in found.runs] == ["Ann", "Ann", "Bob"]
    tasks = ["https://t.example/1", "https://t.example/2", None]
    assert [run["task_id"] for run in found.runs] == tasks


def test_in_a_column_of_links_their_addresses_count(tmp_path: Path) -> None:
    """Before, all runs were of one task: Open."""
    head = "<tr><td colspan=5>Runs with links</td></tr>" + "".join(
        f"<th><a href='?sort={name}'>{name}</a></th>"
        for name in ("Run ID", "Status", "Created", "Task link", "Comment")
    )
    rows = "".join(
        f"<tr><td><a href='/runs/{run}'>{run}</a></td><td>ok</td><td>{AT}</td><td>{link}</td>"
        f"<td>see <a href='https://e.example'>this</a></td></tr>"
        for run, link in (
            ("a", "<a href='https://t.example/1'>Open</a>"),
            ("b", "<a class=x href='/tasks/2'><img src=x></a>"),
            ("c", "<a href='#c'>Open</a>"),
            ("d", "Open"),
        )
    )
    found = read(written(tmp_path, f"<table>{head}{rows}</table>", "p.html"))
    assert found.ids == ["a", "b", "c", "d"]
    assert [r["task_id"] for r in found.runs] == ["https://t.example/1", "/tasks/2", None, None]
    assert {run["comment_preview"] for run in found.runs} == {"see this"}


def test_of_several_tables_the_one_that_fits_is_read(tmp_path: Path) -> None:
    other = "<table><tr><td>Week</td><td>Runs</td></tr><tr><td>41</td><td>2</td></tr></table>"
    text = f"<html>{other}<table>{HEAD}{row('a')}{row('b', 'odd|word')}</table>{other}</html>"
    found = read(written(tmp_path, text, "p.html"))
    assert found.ids == ["a", "b"] and found.export.name.endswith("p.html")


def test_two_tables_that_fit_are_a_question(tmp_path: Path) -> None:
    text = f"<html><table>{HEAD}{row('a')}</table><table>{HEAD}{row('b')}</table></html>"
    assert "p.html/1" in refusal(written(tmp_path, text, "p.html"))
    assert read(tmp_path / "p.html" / "2").ids == ["b"]


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1252", "cp1252"), ("Shift_JIS", "shift_jis"), ("", "utf-8")]
)
def test_letters_are_read_as_the_page_says(tmp_path: Path, charset: str, encoding: str) -> None:
    name = "実行" if charset == "Shift_JIS" else "Zoë"
    told = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    text = f"<html>{told if charset else ''}<table>{HEAD}{row(name)}{row('b')}</table>"
    assert read(written(tmp_path, text.encode(encoding), "p.xls")).ids == [name, "b"]


@pytest.mark.parametrize("charset", ["utf-8", "hex", "no-such"])
def test_letters_that_are_not_what_the_page_says_are_refused(tmp_path: Path, charset: str) -> None:
    text = f"<html><meta charset='{charset}'><table>{HEAD}{row('Zoë')}{row('b')}</table>"
    says = refusal(written(tmp_path, text.encode("cp1252"), "p.xls"))
    assert f"letters are not in {charset}" in says and "CSV" in says


@pytest.mark.parametrize(
    "text",
    [
        "<html></html>",
        "<!doctype html><html><table><tr><td>a</td><td>b</td></tr></table>",
        "<html><table><tr><td>a</td></tr><tr><td>b</td></tr></table></html>",
        "<html><td>a</td><tr></table></table></html>",
    ],
)
def test_a_page_without_rows_is_refused(tmp_path: Path, text: str) -> None:
    assert "web page without a table of rows" in refusal(written(tmp_path, text, "p.html"))


@pytest.mark.parametrize("many", ["0", "999999999999", "9" * 5000, "-3", "x", "٣"])
def test_what_a_cell_spans_is_bounded(tmp_path: Path, many: str) -> None:
    text = f"<table>{HEAD}{row('a')}{row('b')}<tr><td colspan='{many}' rowspan='{many}'>x</td></tr>"
    assert read(written(tmp_path, text, "p.html")).ids[:2] == ["a", "b"]


def test_a_tag_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "<html><table><tr><td " + "a" * (40 << 20), "p.html")
    assert "never ends" in refusal(path)


def test_tables_in_tables_have_an_end(tmp_path: Path) -> None:
    says = refusal(written(tmp_path, "<table><tr><td>" * 100_000, "p.html"))
    assert "50 tables within each other" in says


def test_a_page_within_an_archive_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("may/runs.xls", f"<html><table>{HEAD}{row('a')}</table></html>")
    assert read(tmp_path / "e.zip").ids == ["a"]


@pytest.mark.parametrize(
    "text",
    ["<?xml version='1.0'?><runs><run/></runs>", "<!DOCTYPE runs><runs/>", "<?xml version='1.0'?>"],
)
def test_other_xml_is_refused_by_name(tmp_path: Path, text: str) -> None:
    assert "an XML document" in refusal(written(tmp_path, text, "p.xml"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>Showing 1 to 50 of 640 entries</p>", "1 to 50 of 640"),
        ("<b>1</b>–<b>50</b> of <b>1,640</b>", "1 – 50 of 1,640"),
        ("<span>51-100 von 1.640</span>", "51-100 von 1.640"),
        ("1 à 50 sur 640", "1 à 50 sur 640"),
        ("601–640 of 640", "601–640 of 640"),
        ("<p>1–50 of 50</p>", None),
        ("<p>3 of 4 failed, 1 of 2; 9:00 to 10:00 of May</p>", None),
        ("<script>1-50 of 640</script>", None),
    ],
)
def test_a_page_that_shows_a_part_of_its_rows(tmp_path: Path, text: str, shown: str | None) -> None:
    row = "<tr><td>a</td><td>ok</td><td>2026-10-11T09:00:00Z</td></tr>"
    head = "<tr><th>run_id</th><th>status</th><th>created_at</th></tr>"
    for page in (f"{text}<table>{head}{row}</table>", f"<table>{head}{row}</table>{text}"):
        found = read(written(tmp_path, f"<html><body>{page}</body></html>", "e.html"))
        said = [one for one in found.export.notices if "a part of its rows" in one]
        assert found.ids == ["a"]
        assert [one.partition("”")[0] for one in said] == (
            [f"e.html says “{shown}"] if shown else []
        )
