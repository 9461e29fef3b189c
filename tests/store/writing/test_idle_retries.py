"""Retries of a run that is not there, and runs that retry each other in a circle, are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import written


def said(home: Home, folder: Path, retries: dict[str, str], name: str = "runs.csv") -> str:
    rows = [f"{run},ok,2026-03-02T09:00:00Z,Ann,{of}" for run, of in retries.items()]
    text = "\n".join(["run_id,status,created_at,worker,retry_of", *rows])
    file = written(folder, text, name)
    done = load(home, file, mapping=None, answers=Answers(), progress=lambda rows: None)
    return "\n".join(done.notices)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize(
    ("retries", "told"),
    [
        ({"a": "", "b": "a", "c": "b"}, ""),
        ({"a": "", "b": "gone"}, "1 of 1 retry names a run that is not here, like gone: it stands"),
        ({"a": "", "b": "a", "c": "x", "d": "y"}, "2 of 3 retries name a run that is not here"),
        ({"a": "b", "b": "a"}, "2 runs retry each other in a circle, like a: which came first"),
        ({"a": "c", "b": "a", "c": "b", "d": "c"}, "4 runs retry each other in a circle, like a"),
        ({"a": "a"}, "1 run retries itself in a circle, like a: which came first can’t be told"),
        ({"a": "", "b": "B", "B": "a"}, ""),
    ],
)
def test_retries_that_say_nothing(
    home: Home, tmp_path: Path, retries: dict[str, str], told: str
) -> None:
    found = said(home, tmp_path, retries)
    assert found.startswith(told) and bool(found) is bool(told)


def test_what_stands_in_the_history_is_there(home: Home, tmp_path: Path) -> None:
    assert "is not here, like a" in said(home, tmp_path, {"b": "a"})
    assert said(home, tmp_path, {"a": ""}, "first.csv") == ""
    assert said(home, tmp_path, {"c": "a"}, "later.csv") == ""


def test_of_many_as_of_few(home: Home, tmp_path: Path) -> None:
    many = {f"r{at}": f"r{at - 1}" if at else "" for at in range(5_000)} | {"x": "gone"}
    assert "1 of 5,000 retries name a run that is not here, like gone" in said(home, tmp_path, many)
