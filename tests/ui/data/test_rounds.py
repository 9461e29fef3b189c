"""Rounds of dropping: what is one export, what is ready, and what stays when a load ends early."""

from __future__ import annotations

from pathlib import Path

from dashboard.errors import UserError
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from dashboard.ui.data.dropped import Dropped
from dashboard.ui.data.rounds import Loaded, Round, load_all, look
from tests.sources.test_formats import LANGFUSE, NAIVE, lines
from tests.ui.data.test_dropped import Sent

HEAD = "run_id,status,created_at\n"
GOOD = HEAD + "a,done,2026-11-16T09:10:00Z\n"
OPEN = "Run ID,Status,Created\nr1,done,2026-11-16 09:10\n"


def looked(home: Home, **files: str) -> Round:
    """A round of files that were all looked at."""
    sent = [Sent(f"{name.replace('_', '.')}", text.encode(), name) for name, text in files.items()]
    held = Round(Dropped(sent))
    while path := held.to_look_at():
        held.found[path] = look(home, held.dropped, path, Answers(), lambda rows: None).found
    return held


def test_files_that_hold_parts_of_runs_are_one_export(tmp_path: Path) -> None:
    traces = [{"id": key, "timestamp": NAIVE, "name": "T", "environment": "default",
               "bookmarked": False} for key in "abc"]  # fmt: skip
    held = looked(Home(tmp_path / "home"), traces_jsonl=lines(traces), spans_jsonl=lines(LANGFUSE))
    [(path, found)] = held.exports()
    assert path == held.dropped.folder and path.name == "2 files"
    assert not isinstance(found, UserError) and found.tried is not None
    assert found.tried.imported.new == 3


def test_files_of_their_own_stay_apart_and_what_is_open_is_not_ready(tmp_path: Path) -> None:
    held = looked(Home(tmp_path / "home"), a_csv=GOOD, b_csv=OPEN, c_csv="x,y\n1,2\n")
    assert [path.name for path, _ in held.exports()] == ["a.csv", "b.csv", "c.csv"]
    assert [path.name for path in held.ready()] == ["a.csv"]
    held.loaded.update(held.ready())
    assert [path.name for path, _ in held.exports()] == ["b.csv", "c.csv"]


def test_what_was_loaded_is_told_beside_what_ended_the_load(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    held = looked(home, a_csv=GOOD, b_csv=GOOD.replace("a,", "b,"))
    ready = held.ready()
    first, second = ready
    second.unlink()
    done: Loaded = load_all(home, held.dropped, ready, lambda rows: None)
    assert done.paths == (first,)
    assert [one.new for one in done.imported] == [1]
    assert done.ended is not None and "no such file" in done.ended.what


def test_who_only_looks_keeps_nobody_from_loading(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with home.writing():
        held = looked(home, a_csv=GOOD)
    assert [path.name for path in held.ready()] == ["a.csv"]
    assert home.generation() == 0
