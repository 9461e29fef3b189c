"""CSV and TSV: delimiters, encodings, and bad rows that spoil no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.records.convert import TEXT_LIMIT
from tests.reading import HEADER, ROW, read, written


def rows(*ids: str) -> str:
    """Good rows with these ids."""
    return "".join(f"{name},ok,2026-11-16T09:10:00Z\n" for name in ids)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_newlines_and_delimiters(
    tmp_path: Path, encoding: str, newline: str, delimiter: str
) -> None:
    text = f"{HEADER},worker\na,ok,2026-11-16T09:10:00Z,Bücher 📚\n"
    text = text.replace(",", delimiter).replace("\n", newline)
    result = read(written(tmp_path, text.encode(encoding)))
    assert [run["worker"] for run in result.runs] == ["Bücher 📚"]


def test_an_unknown_delimiter_is_refused_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match=r"run_id!status!created_at"):
        read(written(tmp_path, HEADER.replace(",", "!") + "\na!ok!x\n"))


def test_a_latin_1_row_is_rejected_and_its_neighbours_are_not(tmp_path: Path) -> None:
    text = f"{HEADER},worker\na,ok,2026-11-16T09:10:00Z,x\nb,ok,2026-11-16T09:10:00Z,café\n"
    result = read(written(tmp_path, (text + "c,ok,2026-11-16T09:10:00Z,y\n").encode("latin-1")))
    assert result.ids == ["a", "c"]
    [rejected] = result.rejected
    assert (rejected.file, rejected.line) == ("export.csv", 3)
    assert "Latin-1" in rejected.reason
    assert rejected.raw.startswith("b,ok")


def test_a_latin_1_header_refuses_the_file(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="Latin-1"):
        read(written(tmp_path, f"{HEADER},café\n{ROW},x\n".encode("latin-1")))


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ('="00123"', "00123"), ('"=""00123"""', "00123"),
        ('"=""a""""b"""', 'a"b'), ('="1"&"2"', '="1"&"2"'), ("=1+1", "=1+1"),
    ],
)  # fmt: skip
def test_a_number_that_a_spreadsheet_is_to_keep_is_read_as_it_stands(
    tmp_path: Path, cell: str, meant: str
) -> None:
    """As some programs write it: ="00123"."""
    result = read(written(tmp_path, f"{HEADER},note\n{cell},ok,2026-11-16T09:10:00Z,{cell}\n"))
    assert (result.ids, result.rejected) == ([meant], [])
    assert meant in json.loads(result.runs[0]["extra"])["note"]


def test_duplicate_columns_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="model"):
        read(written(tmp_path, f"{HEADER},model,model\n{ROW},x,y\n"))


@pytest.mark.parametrize(
    ("bad", "line", "reason"),
    [
        ("b,ok\n", 3, "2 cells"),
        ("b,ok,2026-11-16T09:10:00Z,more\n", 3, "4 cells"),
        ('b,"ok,2026-11-16T09:10:00Z\n', 3, "quote"),
        ('b,"o"k,2026-11-16T09:10:00Z\n', 3, "quote"),
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_bad_row_spoils_no_other(
    tmp_path: Path, bad: str, line: int, reason: str, last: bool
) -> None:
    after = "" if last else rows("c", "d") + 'e,"ok",2026-11-16T09:10:00Z\n'
    result = read(written(tmp_path, f"{HEADER}\n" + rows("a") + bad + after))
    assert result.ids == (["a"] if last else ["a", "c", "d", "e"])
    [rejected] = result.rejected
    assert rejected.line == line
    assert reason in rejected.reason
    assert result.read == len(result.runs) + 1


def test_many_unclosed_quotes_cost_one_row_each(tmp_path: Path) -> None:
    text = "".join(rows(f"good{n}") + f'bad{n},"ok\n' for n in range(2_000))
    result = read(written(tmp_path, f"{HEADER}\n{text}"))
    assert len(result.runs) == 2_000
    assert len(result.rejected) == 2_000


def test_a_quoted_cell_may_span_lines(tmp_path: Path) -> None:
    text = f'{HEADER},error_message\n{ROW},"one\ntwo, ""three"""\nb,ok,never,x\n'
    result = read(written(tmp_path, text))
    assert result.runs[0]["error_message"] == 'one\ntwo, "three"'
    assert result.rejected[0].line == 4  # counted in lines, not in rows


def test_quotes_within_a_cell_are_text(tmp_path: Path) -> None:
    result = read(written(tmp_path, f'{HEADER},task_title\n{ROW},5" pipe\n'))
    assert result.runs[0]["task_title"] == '5" pipe'


def test_a_huge_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    huge = "x" * 20_000_000
    result = read(written(tmp_path, f"{HEADER},output_text,other\n{ROW},{huge},{huge}\n"))
    text = result.runs[0]["output_text"]
    assert text.startswith("x" * TEXT_LIMIT)
    assert "20,000,000 characters" in text
    assert len(result.runs[0]["extra"]) < TEXT_LIMIT + 200


def test_empty_rows_and_cells(tmp_path: Path) -> None:
    result = read(written(tmp_path, f"{HEADER},worker,\n\n{ROW},  ,\n,,,,\n"))
    assert result.ids == ["a"]
    assert result.runs[0]["worker"] is None
    assert result.rejected == []


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "\rx", "＝1", "＠x"],  # noqa: RUF001
)
def test_our_own_neutralised_cells_are_restored(tmp_path: Path, value: str) -> None:
    text = f'{HEADER},error_message,score\n{ROW},"\'{value}",-5.0\nb,ok,2026-11-16,"\'x",1\n'
    first, second = read(written(tmp_path, text), zone="UTC").runs
    assert (first["error_message"], first["score"]) == (value, -5.0)
    assert second["error_message"] == "'x"


def test_other_formats_keep_their_apostrophes(tmp_path: Path) -> None:
    text = "Run ID,Status,Created,Error\na,ok,2026-11-16T09:10:00Z,'=1\n"
    assert read(written(tmp_path, text)).runs[0]["error_message"] == "'=1"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'can\\'t, or won\\'t; no'", "can't, or won't; no"),
        ("'it''s so'", "it's so"),
        ("'a\nb'", "a\nb"),
        ("'a\\\nb'", "a\nb"),
        ("'say \"no\"'", 'say "no"'),
        ("'C:\\\\x'", "C:\\x"),
        ("\\N", None),
        ("''", None),
        ("plain", "plain"),
        ("'N'", "N"),
        ("'\\\\N, x'", "\\N, x"),
    ],
)
def test_cells_in_apostrophes(tmp_path: Path, sign: str, cell: str, text: str | None) -> None:
    header = ("'run_id'", "'status'", "'created_at'", "'error_message'", "'worker'")
    rows = [
        ("'a'", "'failed'", "'2026-11-16T09:10:00Z'", cell, "\\N"),
        ("'b'", "'failed'", "'2026-11-16T09:10:00Z'", "'x'", cell),
        ("'c'", "'failed'", "'2026-11-16T09:10:00Z'", "'x'", "'never closed"),
        ("'d'", "'ok'", "'2026-11-16T09:10:00Z'", "''", "'Ann'"),
    ]
    content = "".join(sign.join(row) + "\n" for row in (header, *rows))
    result = read(written(tmp_path, content))
    assert result.ids == ["a", "b", "d"]
    first, second, last = result.runs
    assert (first["error_message"], first["worker"]) == (text, None)
    assert (second["worker"], last["worker"]) == (text, "Ann")
    [rejected] = result.rejected
    assert rejected.line == 4 + 2 * cell.count("\n") and "quote" in rejected.reason


def test_an_apostrophe_is_a_quote_only_where_all_names_stand_in_them(tmp_path: Path) -> None:
    text = "'Run ID',Status,Created,Error\n'a',ok,2026-11-16T09:10:00Z,'=1\n"
    assert read(written(tmp_path, text)).ids == ["'a'"]


NAMES = ("Run ID", "Worker", "Status", "Created", "Error")
CELLS = (
    ("1", "Ann", "Completed", "2026-11-16T09:10:00Z", ""),
    ("2", "Bob, Ltd", "Failed", "2026-11-16T09:11:00Z", 'said "no", twice'),
    ("3", "Ann", "Failed", "2026-11-16T09:12:00Z", "no access"),
)


def csv_line(cells: tuple[str, ...], sign: str = ",") -> str:
    """A line of a usual CSV."""
    quoted = (f'"{c.replace(chr(34), chr(34) * 2)}"' if set(c) & {sign, '"'} else c for c in cells)
    return sign.join(quoted)


def in_one_cell(line: str) -> str:
    """A line as a spreadsheet program saves it that took it for one cell."""
    return f'"{line.replace(chr(34), chr(34) * 2)}"'


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", ",,,\n", ";;\n"])
@pytest.mark.parametrize("only", [0, 1, 2])
def test_lines_that_stand_in_quotes_as_a_whole(
    tmp_path: Path, sign: str, end: str, only: int
) -> None:
    lines = [csv_line(cells, sign) for cells in (NAMES, *CELLS)]
    text = "".join(f"{line}\n" for line in lines[:only])  # it leaves some of them as they are
    text += "".join(in_one_cell(line) + end for line in lines[only:])
    result = read(written(tmp_path, text))
    assert not result.rejected
    assert [run["worker"] for run in result.runs] == ["Ann", "Bob, Ltd", "Ann"]
    assert result.runs[1]["error_message"] == 'said "no", twice'


def test_a_cell_that_holds_a_line_of_another_csv_stays_one(tmp_path: Path) -> None:
    text = (
        f'{HEADER},error_message\n{ROW},"see:\n""a,b,c,d""\nend"\nb,ok,2026-11-16T09:10:00Z,"x,y"\n'
    )
    first, second = read(written(tmp_path, text)).runs
    assert (first["error_message"], second["error_message"]) == ('see:\n"a,b,c,d"\nend', "x,y")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("names_quoted", [True, False])
def test_blanks_before_quotes(tmp_path: Path, sign: str, names_quoted: bool) -> None:
    def line(cells: tuple[str, ...]) -> str:
        return f"{sign} ".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells)

    header = line(NAMES) if names_quoted else f"{sign} ".join(NAMES)
    text = "\n".join((header, *map(line, CELLS)))
    result = read(written(tmp_path, text))
    assert [run["run_id"] for run in result.runs] == ["1", "2", "3"]
    assert [run["status"] for run in result.runs] == ["completed", "failed", "failed"]
    assert result.runs[1]["error_message"] == 'said "no", twice'


@pytest.mark.parametrize("sign", [",", ";", "|"])
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  keep lead", "  keep lead"), (" it's", " it's"), ("  keep both  ", "  keep both  "),
        ("\tkeep", "\tkeep"), (' say "no"', ' say "no"'), ('x "y"', 'x "y"'), ("plain", "plain"),
        ('"  keep lead"', "  keep lead"), ('  "  keep lead"', "  keep lead"), ('""', None),
        ("", None), (' ""', None), (' """no"""', '"no"'), (' "a ""b"", c;|d"', 'a "b", c;|d'),
        ('"a\n  b, "" c"', 'a\n  b, " c'), (' "a\n  b;\n"', "a\n  b;\n"),
        (' "a\n"" b|  ""\n"', 'a\n" b|  "\n'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("last", [True, False])
def test_only_blanks_before_quotes_are_none_of_a_cell(
    tmp_path: Path, sign: str, cell: str, text: str | None, *, last: bool
) -> None:
    def line(*cells: str) -> str:
        return sign.join(cells if last else (cells[-1], *cells[:-1]))

    header = line(*HEADER.split(","), "workflow_name", "error_message")
    one = line("a", "failed", "2026-10-05T09:10:00Z", ' ""', cell)
    another = line("b", "failed", "2026-10-05T09:10:00Z", ' "x"', "  lead")
    result = read(written(tmp_path, "\n".join((header, one, another))))
    assert [run["error_message"] for run in result.runs] == [text, "  lead"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("written_so", "text"),
    [
        (r'"said \"no\", twice"', 'said "no", twice'),
        (r'"\"no\""', '"no"'),
        (r'"C:\temp, \"x\""', r'C:\temp, "x"'),
        (r'"ends in \\"', "ends in \\"),
        ('"a\n\\"b\\" c"', 'a\n"b" c'),
        ('"said ""no"", twice"', 'said "no", twice'),
    ],
)
def test_backslashes_before_quotes(tmp_path: Path, sign: str, written_so: str, text: str) -> None:
    rows = [
        ("1", "ok", "2026-11-16T09:10:00Z", '"so \\"it\\" is"'),
        ("2", "ok", "2026-11-16T09:10:00Z", written_so),
        ("3", "ok", "2026-11-16T09:10:00Z", "plain"),
    ]
    header = ("run_id", "status", "created_at", "error_message")
    result = read(written(tmp_path, "\n".join(map(sign.join, (header, *rows)))))
    assert [run["error_message"] for run in result.runs] == ['so "it" is', text, "plain"]


def test_backslashes_at_the_end_of_a_cell_are_themselves(tmp_path: Path) -> None:
    text = f'{HEADER},error_message,worker\n{ROW},"C:\\dir\\","Ann, Ltd"\n'
    [run] = read(written(tmp_path, text)).runs
    assert (run["error_message"], run["worker"]) == ("C:\\dir\\", "Ann, Ltd")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("pair", ["“”", "„“", "«»"])
@pytest.mark.parametrize("names_quoted", [True, False])
def test_quotes_of_a_word_processor(
    tmp_path: Path, sign: str, pair: str, *, names_quoted: bool
) -> None:
    def line(cells: tuple[str, ...]) -> str:
        return sign.join(f"{pair[0]}{cell}{pair[1]}" for cell in cells)

    header = (
        line(NAMES) if names_quoted else f"{pair[0]}Run ID{pair[1]}{sign}{sign.join(NAMES[1:])}"
    )
    result = read(written(tmp_path, "\n".join((header, *map(line, CELLS)))))
    assert [run["worker"] for run in result.runs] == ["Ann", "Bob, Ltd", "Ann"]
    assert result.runs[1]["error_message"] == 'said "no", twice'


TOTAL = ("Total", "", "", "", "3")


@pytest.mark.parametrize(
    "lines",
    [
        [in_one_cell(csv_line(cells)) for cells in (NAMES, *CELLS, TOTAL)],
        [", ".join(f'"{cell}"' for cell in cells) for cells in (NAMES, CELLS[0], TOTAL)],
        [",".join(NAMES), ",".join(CELLS[0]) + r'"said \"no\", twice"', ",".join(TOTAL)],
        [",".join(f"“{cell}”" for cell in cells) for cells in (NAMES, *CELLS, TOTAL)],
    ],
)
def test_a_total_is_none_of_the_runs_however_quotes_stand(tmp_path: Path, lines: list[str]) -> None:
    result = read(written(tmp_path, "\n".join(lines)))
    assert not result.rejected
    assert len(result.runs) == len(lines) - 2
    assert any("Total 3" in notice for notice in result.export.notices)


@pytest.mark.parametrize("sign", ["^", "~", "¦", "§", "#", "\x1f", "\x01"])
def test_signs_that_seldom_stand_between_cells(tmp_path: Path, sign: str) -> None:
    lines = (csv_line(cells, sign) for cells in (NAMES, *CELLS))
    result = read(written(tmp_path, "\n".join(lines)))
    assert [run["worker"] for run in result.runs] == ["Ann", "Bob, Ltd", "Ann"]
    assert result.runs[1]["error_message"] == 'said "no", twice'


def test_a_seldom_sign_in_a_usual_header_is_a_letter(tmp_path: Path) -> None:
    text = "Run ID~,Status~x~y,Created\n1~2~3,ok,2026-11-16T09:10:00Z\n"
    with pytest.raises(ExportRefused, match="Status~x~y"):
        read(written(tmp_path, text))
