"""Ids that one file has as whole and another as decimal numbers are said: each is two runs."""

from __future__ import annotations

from pathlib import Path

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import HEADER, written


def said(home: Home, folder: Path, ids: list[str], name: str) -> str:
    text = "\n".join([HEADER, *(f"{one},ok,2026-03-02T09:00:00Z" for one in ids)])
    file = written(folder, text, name)
    done = load(home, file, mapping=None, answers=Answers(), progress=lambda rows: None)
    return "\n".join(done.notices)


def test_in_one_load_and_in_two(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert "a .0 behind" not in said(home, tmp_path, ["1", "2", "v2.0", "v2"], "a.csv")
    assert "1 run has an id that is another’s with a .0 behind it, like 2.0 beside 2" in said(
        home, tmp_path, ["2.0", "3.0"], "b.csv"
    )
    assert "a .0 behind" not in said(home, tmp_path, ["9"], "c.csv")
    assert "2 runs have ids that are another’s" in said(home, tmp_path, ["2", "3"], "d.csv")
