"""A JSON document is read from its file a piece at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.sources.raw.long_text import LongText
from tests.reading import read, written

ROWS = [
    {"run_id": f"r{n}", "worker": "W", "status": "completed", "created_at": "2026-03-01T00:00:00Z",
     "comment_preview": f"Größe {n} " * 60}
    for n in range(3_000)
]  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        ROWS,
        {"as_of": "2026-03-02T00:00:00Z", "runs": ROWS},
        {"took": 5, "hits": {"total": 9, "hits": [{"_id": "x", "_source": row} for row in ROWS]}},
        {"data": {"runs": {"edges": [{"node": row} for row in ROWS]}}},
        {"meta": [{"name": key} for key in ROWS[0]], "data": [[*row.values()] for row in ROWS]},
    ],
    ids=["list", "runs", "hits", "edges", "values"],
)
def test_no_document_is_held_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: object
) -> None:
    text = json.dumps(document, ensure_ascii=False)
    taken: list[int] = []
    reading = LongText._of_file

    def counting(self: LongText, begin: int, end: int) -> bytes:
        taken.append(end - begin)
        return reading(self, begin, end)

    monkeypatch.setattr(LongText, "_of_file", counting)
    result = read(written(tmp_path, text, "e.json"))
    assert result.ids == [row["run_id"] for row in ROWS]
    assert max(taken) <= 1 << 20


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_places_are_lines_in_every_encoding(tmp_path: Path, end: str, encoding: str) -> None:
    wrong = {"run_id": "ü", "status": "completed", "created_at": "sometime"}
    rows = [ROWS[0], wrong, ROWS[1], wrong | {"comment_preview": "🎉"}]
    text = json.dumps(rows, ensure_ascii=False, indent=1)
    path = tmp_path / "e.json"
    path.write_bytes(text.replace("\n", end).encode(encoding))
    result = read(path)
    assert result.ids == ["r0", "r1"]
    lines = text.split("\n")
    assert [one.line for one in result.rejected] == [
        number for number, line in enumerate(lines) if '"ü"' in line
    ]


def test_a_long_row_that_is_broken_spoils_no_other(tmp_path: Path) -> None:
    broken = json.dumps(ROWS[1] | {"input": ["a]}\\ é" * 9, "b"] * 60_000}, ensure_ascii=False)
    rows = [
        json.dumps(ROWS[0]),
        broken.replace('"status": ', '"status": =', 1),
        json.dumps(ROWS[2]),
    ]
    result = read(written(tmp_path, f"[{', '.join(rows)}]", "e.json"))
    assert result.ids == ["r0", "r2"]
    assert len(result.rejected) == 1
