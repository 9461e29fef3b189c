"""Names and ids that look alike and are not the same are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import HEADER, written

AT = "2026-03-02T09:00:00Z"


def said(home: Home, folder: Path, runs: dict[str, str]) -> str:
    rows = [f"{run},ok,{AT},{worker}" for run, worker in runs.items()]
    file = written(folder, "\n".join([f"{HEADER},worker", *rows]))
    done = load(home, file, mapping=None, answers=Answers(), progress=lambda rows: None)
    return "\n".join(done.notices)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Ann", "ann", "Ann and ann"),
        ("Jos\u00e9", "Jose\u0301", "look alike: Jose\u0301 and Jos\u00e9"),
        ("Ann", "Ann\u200b", "Ann and Ann⟨U+200B⟩"),
        ("Ann Lee", "Ann\u00a0Lee", "Ann Lee and Ann⟨U+00A0⟩Lee"),
        ("Ann Lee", "Ann\u2003Lee", "Ann Lee and Ann⟨U+2003⟩Lee"),
        ("Ann Lee", "AnnLee", ""),
        ("Ann", "Anna", ""),
        ("Ann", "Ann ", ""),
    ],
)
def test_workers(tmp_path: Path, first: str, second: str, told: str) -> None:
    home = Home(tmp_path / "home")
    assert "look alike" not in said(home, tmp_path, {"1": first, "2": "Bob"})
    found = said(home, tmp_path, {"3": second})
    assert told in found and ("look alike" in found) == bool(told)
    assert "look alike" not in said(home, tmp_path, {"4": "Bob"})


def test_ids(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert "can’t be seen" not in said(home, tmp_path, {"1": "Ann", "é2\u200d": "Ann"})
    assert "another’s with signs that can’t be seen, like 1⟨U+200B⟩" in said(
        home, tmp_path, {"1\u200b": "Ann"}
    )
