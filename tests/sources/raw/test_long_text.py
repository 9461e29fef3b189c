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


@pytest.mark.parametrize("before", ["", "a", "aa"])
def test_a_very_long_row_is_looked_at_up_to_a_whole_sign(tmp_path: Path, before: str) -> None:
    row = ROWS[0] | {"comment_preview": before + "数" * 400_000}
    assert read(written(tmp_path, json.dumps(row, ensure_ascii=False), "e.json")).ids == ["r0"]


def test_half_a_sign_in_a_text_that_a_pattern_is_looked_for_in(tmp_path: Path) -> None:
    row = ROWS[0] | {"task": "\ud83d failed"}
    assert read(written(tmp_path, json.dumps([row]), "e.json")).ids == ["r0"]


def test_lines_of_a_rejected_row_end_in_one_way(tmp_path: Path) -> None:
    text = json.dumps(ROWS[:2], indent=1).replace('"status": ', '"status": =', 1)
    shown = [
        read(written(tmp_path, text.replace("\n", end), "e.json")).rejected[0].raw
        for end in ("\n", "\r\n", "\r")
    ]
    assert "\n" in shown[0]
    assert shown[0] == shown[1] == shown[2]


@pytest.mark.parametrize("path", ["@outside.about[25000]", '@outside."about"[25000]'])
def test_very_long_values_beside_the_rows_are_read_whole(tmp_path: Path, path: str) -> None:
    document = {"about": [f"{n:06} {'a' * 40}" for n in range(30_000)], "items": ROWS[:2]}
    mapping = written(
        tmp_path,
        'name = "x"\nrecords = "items"\n[fields]\nrun_id = "run_id"\n'
        'status = "status"\ncreated_at = "created_at"\n'
        f"[keep]\nabout = '{path}'\n",
        "m.toml",
    )
    rows = read(written(tmp_path, json.dumps(document), "e.json"), mapping).runs
    assert [row["run_id"] for row in rows] == ["r0", "r1"]
    assert all("025000 " in str(row["extra"]) for row in rows)


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
