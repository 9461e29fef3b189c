"""Damaged exports: whatever stands in a file, reading ends with rows or with one clear message."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from dashboard.errors import UserError
from dashboard.records.reading import Answers, Formats, explain, located
from tests.reading import NOW, read, written

ROOT = Path(__file__).resolve().parents[2]
RUN = {
    "run_id": "a", "status": "ok", "created_at": "2026-11-16T09:10:00Z", "deep": {"b": [1, None]},
    "tools_called": [{"name": "x", "ok": True}], "effects": [{"kind": "comment"}],
}  # fmt: skip
CHANGE = {"worker": "w", "changed_at": "2026-11-16T09:10:00Z", "what": "model"}
EXPORTS = [
    ("e.csv", (ROOT / "data/templates/runs.csv").read_bytes()),
    ("e.csv", b'Run ID,Status,Created,Error\nr1,Done,03/04/2026 09:10,"a\nb"\nr2,Failed,x,\n'),
    ("e.ndjson", b"\n".join([json.dumps(RUN).encode()] * 3)),
    ("e.json", json.dumps({"runs": [RUN] * 3, "changes": [CHANGE], "as_of": None}).encode()),
]
SPLINTERS = [
    b'"', b"'", b",", b"\n", b"\r", b"{", b"}", b"[", b"]", b"[[", b":", b"\\", b"\\ud800", b"\x00",
    b"\xff", b"\xef\xbb\xbf", b"null", b"NaN", b"1e999", b"true", b"{}", b'""', b"-1", b"9" * 22,
    b"13/13/2026", b"2026-11-16 09:10",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("name", "content"), EXPORTS)
def test_damage_never_ends_in_a_traceback(
    tmp_path: Path, name: str, content: bytes, seed: int
) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 5)):
            start = chance.randrange(len(damaged))
            damaged[start : start + chance.choice([0, 1, 3, 40])] = chance.choice(SPLINTERS)
        path = written(tmp_path, bytes(damaged), name)
        try:
            result = read(path, zone="UTC")
            with located(path) as export:
                found = explain(export, formats=Formats(), answers=Answers(zone="UTC"), now=NOW)
        except UserError as refused:
            str(refused).encode()
            continue
        assert result.read >= len(result.runs)
        for said in (*map(str, result.runs), *map(str, result.rejected), str(found)):
            said.encode()  # nothing that could not be stored or printed


def test_half_characters_are_replaced_wherever_they_stand(tmp_path: Path) -> None:
    rows = [
        {"run_id": "a\ud800", "status": "ok", "created_at": "never\udfff"},
        {**RUN, "k\ud800": 1},
    ]
    result = read(written(tmp_path, json.dumps(rows), "e.json"))
    for part in (*result.rejected, *result.runs):
        str(part).encode()
    with pytest.raises(UserError) as refused:
        read(written(tmp_path, '[{"x\\ud800": 1}]', "e.json"))
    str(refused.value).encode()
