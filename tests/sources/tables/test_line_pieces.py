"""What is told of JSON lines by their bytes alone, and lines that are set aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.sources.files.files import TextFile
from dashboard.sources.tables import line_pieces
from dashboard.sources.tables.json_records import NdjsonTable
from dashboard.sources.tables.spool import Spool

LINES = {
    '{"a": 1, "b": [{"c": null}], "d": {"e": "x"}}': (5, 1),
    '{"a":"\\"b\\": 1","c":null}': (2, 1),
    '{"a": " text", "b": "é", "c": "- [ ] x"}': (3, 0),
    '{"a": "", "b": -1, "c": [], "d": {}}': (4, 0),
    ' {"a": 1} ': (1, 0),
    "": (0, 0),
    # What only an exact reader can tell:
    '{"a" : 1}': (-1, 0),
    '{"a\\\\": 1}': (-1, 0),
    '{"a":  1}': (-1, 0),
    '{"a": NaN}': (-1, 0),
    '{"a": nan}': (-1, 1),
    '{"a": -Infinity}': (-1, 0),
    '{"a": 1,}': (-1, 0),
    '{"a": [1, ]}': (-1, 0),
    # What is no object as a whole:
    "no JSON": (-1, 0),
    '{"a": 1, "b': (-1, 0),
    '{"a": 1, "b":': (-1, 0),
    '"b": "c"}': (-1, 0),
}


BOM = b"\xef\xbb\xbf"


def pieces(path: Path) -> list[dict[str, Any]]:
    seen: list[bytes] = []
    found = [
        row for piece in line_pieces.line_pieces(path, seen.append) for row in piece.to_pylist()
    ]
    data = path.read_bytes()
    assert b"".join(seen) == data
    for row in found:
        assert row["line"].encode() == data[row["place"] : row["place"] + row["size"]]
    marked = len(BOM) if data.startswith(BOM) else 0
    assert sum(row["size"] for row in found) + marked == len(data)
    return found


@pytest.mark.parametrize("piece", [5, 64, 1 << 19])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_members_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: int, end: str
) -> None:
    monkeypatch.setattr(line_pieces, "PIECE", piece)
    path = tmp_path / "runs.ndjson"
    between = end or "\n"
    path.write_bytes(b"\xef\xbb\xbf" + f"{between.join(LINES)}{end}".encode())
    rows = pieces(path)
    assert [row["line"].strip("\r\n") for row in rows] == list(LINES)
    assert [(row["members"], row["nulls"]) for row in rows] == list(LINES.values())
    assert [row["number"] for row in rows] == list(range(1, len(LINES) + 1))


@pytest.mark.parametrize("cut", ['{"a":', '{"a": ', '{"a": -', '{"a": n', '{"a', "{", '"a":', ":"])
def test_a_file_may_end_anywhere(tmp_path: Path, cut: str) -> None:
    path = tmp_path / "runs.ndjson"
    path.write_text(f'{{"a": 1}}\n{cut}')
    assert [row["members"] for row in pieces(path)] == [1, -1]


def test_only_the_file_begins_with_a_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_pieces, "PIECE", 5)
    path = tmp_path / "runs.ndjson"
    path.write_bytes(BOM + b'{"a": 1}\n' + BOM + b'{"a": 2}\n')
    assert [row["line"] for row in pieces(path)] == ['{"a": 1}\n', '\ufeff{"a": 2}\n']


def test_a_file_that_grows_meanwhile_is_read_in_pieces_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "runs.ndjson"
    lines = [f'{{"a": {n}}}\n' for n in range(1_000)]
    path.write_text("".join(lines))
    grown = iter(lines)

    def grow(_: bytes | memoryview) -> None:
        with path.open("a") as file:
            file.writelines(grown)

    found = list(line_pieces.line_pieces(path, grow))
    assert sum(map(len, found)) == 2_000
    assert len(found) < 5


def test_a_very_long_line_is_left_to_the_exact_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_pieces, "LONGEST", 50)
    path = tmp_path / "runs.ndjson"
    path.write_text("\n".join(json.dumps({"a": "x" * length}) for length in (30, 60)))
    assert [row["members"] for row in pieces(path)] == [1, -1]


def test_a_lone_carriage_return_ends_a_line_too(tmp_path: Path) -> None:
    path = tmp_path / "runs.ndjson"
    path.write_bytes(b'{"a": 1}\r{"a": 2}\n{"a": 3}\r\n\r\r{"a": 4}\n{"a": 5}')
    rows = pieces(path)
    assert [(row["number"], row["members"]) for row in rows] == [(1, -1), (3, 1), (4, -1), (7, 1)]
    assert read_again(path) == list(NdjsonTable(TextFile(path, path.name)).rows())


def read_again(path: Path) -> list[Any]:
    """All lines, set aside and read from there."""
    spool = Spool(path.name)
    for row in pieces(path):
        spool.kept.add(row["number"], row["line"].encode())
    assert list(spool.rows()) == list(spool.rows())
    return list(spool.rows())


def test_lines_set_aside_are_read_as_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "runs.ndjson"
    texts = ['{"a": 1}', "", "  ", '{"a": ', '"text', json.dumps({"a": "x" * 9_000}), '{"a": "cut']
    path.write_text("\n".join(texts))
    assert read_again(path) == list(NdjsonTable(TextFile(path, path.name)).rows())
