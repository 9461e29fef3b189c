"""Files that are not in UTF-8: read for certain, asked about once, or rejected row by row."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.errors import EncodingOpen, ExportRefused
from dashboard.records.reading import located
from tests.reading import HEADER, Read, read, written

WORDS = {
    "windows-1252": ("Büro", "Prüfung – „gut“ für 5 €"),
    "windows-1250": ("Łódź", "Zażółć gęślą jaźń"),
    "windows-1251": ("Помощник", "Проверено: всё хорошо"),
    "macintosh": ("Büro", "Größe geprüft"),
    "shift_jis": ("日本語", "確認しました"),
    "gb18030": ("客服助手", "检查完毕"),
    "euc-kr": ("도우미", "확인했습니다"),
}


def table(encoding: str, rows: int = 3) -> str:
    """A run list with words of those who use the encoding."""
    worker, comment = WORDS[encoding]
    lines = (f"r{n},{worker},done,2026-11-16T09:10:00Z,{comment}\n" for n in range(rows))
    return "run_id,worker,status,created_at,comment_preview\n" + "".join(lines)


def told(found: Read) -> list[tuple[str, str]]:
    """What was read of each run."""
    return [(run["worker"], run["comment_preview"]) for run in found.runs]


@pytest.mark.parametrize("encoding", WORDS)
def test_a_file_in_another_encoding_is_asked_about_and_read_as_answered(
    tmp_path: Path, encoding: str
) -> None:
    path = written(tmp_path, table(encoding).encode(encoding))
    with pytest.raises(EncodingOpen, match="not in UTF-8") as question, located(path):
        pass
    assert WORDS[encoding][0] in question.value.choices[encoding]
    assert f"--encoding {encoding}: {WORDS[encoding][0]}" in question.value.remedy
    with located(path, encoding=encoding.upper()) as found:
        assert found.runs[0].path.read_text("utf-8") == table(encoding)
        assert found.notices == (f"export.csv was read as {encoding}, as answered.",)
        assert (found.runs[0].stem, found.runs[0].folder) == ("export", tmp_path.name)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", ["export.csv", "export.ndjson"])
def test_what_tells_its_encoding_for_certain_is_read(
    tmp_path: Path, encoding: str, name: str
) -> None:
    line = '{{"run_id": "{}", "status": "done", "created_at": "2026-11-16T09:10:00Z"}}\n'
    text = {"csv": table("windows-1252"), "ndjson": "".join(map(line.format, "abc"))}
    found = read(written(tmp_path, text[name.partition(".")[2]].encode(encoding), name))
    assert found.read == 3
    assert found.rejected == []
    assert f"{name} was read as {encoding.upper()}." in found.export.notices


def test_a_damaged_row_alone_is_rejected_and_read_where_its_encoding_is_said(
    tmp_path: Path,
) -> None:
    fine = f"{HEADER},worker\na,done,2026-11-16T09:10:00Z,Zoë\nb,done,2026-11-16T09:10:00Z,Zoë\n"
    odd = "c,done,2026-11-16T09:10:00Z,Büro\n"
    path = written(tmp_path, fine.encode() + odd.encode("windows-1252"))
    found = read(path)
    assert (found.ids, found.rejected[0].line) == (["a", "b"], 4)
    assert "--encoding windows-1252" in found.rejected[0].reason
    with located(path, encoding="windows-1252") as export:
        assert export.runs[0].path.read_text("utf-8") == fine + odd
    with located(path, encoding="utf-8") as export:
        assert export.runs[0].path == path


def test_one_line_in_utf_8_does_not_hide_that_the_rest_is_not(tmp_path: Path) -> None:
    head, *rows = table("windows-1252", 60).splitlines(keepends=True)
    first = "first,Büro,done,2026-11-16T09:10:00Z,gut\n"
    content = (head + first).encode() + "".join(rows).encode("windows-1252")
    with pytest.raises(EncodingOpen, match="not in UTF-8"), located(written(tmp_path, content)):
        pass


def test_utf_8_as_an_answer_rejects_what_is_not(tmp_path: Path) -> None:
    path = written(tmp_path, table("windows-1252").encode("windows-1252"))
    with located(path, encoding="utf-8") as export:
        assert export.runs[0].path == path


def test_an_encoding_that_is_none_is_refused_with_those_known(tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="unicode_escape") as refused:
        located(written(tmp_path, table("windows-1252")), encoding="unicode_escape").__enter__()
    assert "windows-1252" in refused.value.remedy


@pytest.mark.parametrize("called", ["cp1252", "CP1252", "latin-1", "ISO-8859-1", "Windows-1252"])
def test_an_encoding_may_be_called_by_another_of_its_names(tmp_path: Path, called: str) -> None:
    path = written(tmp_path, table("windows-1252").encode("windows-1252"))
    with located(path, encoding=called) as export:
        assert "Büro" in export.runs[0].path.read_text("utf-8")


def test_lines_that_the_encoding_does_not_have_stay_rejected(tmp_path: Path) -> None:
    rows = table("windows-1252").encode("windows-1252")
    path = written(tmp_path, rows + b"r9,B\x81,done,2026-11-16T09:10:00Z,x\n")
    with located(path, encoding="windows-1252") as export:
        assert export.runs[0].path.read_bytes().endswith(b"r9,B\x81,done,2026-11-16T09:10:00Z,x\n")
