"""Tools that go with the work are no change; true changes of tools are, also in the midst of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from dashboard.analysis.change_log import changes
from dashboard.store.derived.work_values import kinds_with_values
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import FIRST, import_runs

Made = dict[str, str]
Turned = tuple[int, str, str]
CHANCE = Random(3)


def blocks(
    kinds: str, size: int, of: Callable[[str, int], str], name: str = "record_type"
) -> list[Made]:
    """Blocks of runs of one kind each; of: the tools of a kind's run at a place."""
    places = [kind for kind in kinds for _ in range(size)]
    return [{name: kind, "tools": of(kind, n)} for n, kind in enumerate(places)]


def own(kind: str, _: int) -> str:
    return kind.upper()


def since(place: int, **changed: str) -> Callable[[str, int], str]:
    """The tools of its own of each kind, but others since a place."""
    return lambda kind, n: changed.get(kind, kind.upper()) if n >= place else kind.upper()


def plain(values: str, tasks: Iterable[str] = ()) -> list[Made]:
    """Runs of one kind of work with these tools."""
    named = [{"task_id": task} for task in tasks] or [{}] * len(values)
    return [{"tools": value, **more} for value, more in zip(values, named, strict=True)]


def daily(tools: Callable[[int], str], kind: Callable[[int], str], days: int) -> list[Made]:
    """A day of 24 runs at a time, of one kind and with one tool."""
    return [{"tools": tools(n // 24), "record_type": kind(n // 24)} for n in range(24 * days)]


NIGHTLY = [f"t{n % 40}" for n in range(400)]
LAYOUTS: dict[str, tuple[list[Made], list[Turned]]] = {
    "by record type, in blocks": (blocks("xyxyxyxyxyxy", 9, own), []),
    "by record type, long blocks": (blocks("xyxyxy", 60, own), []),
    "three record types, in blocks": (blocks("xyzxyzxyzxyz", 10, own), []),
    "by record type, from run to run": (blocks("xyxxyyyxyx" * 12, 1, own), []),
    "two record types share their tools": (
        blocks("xyzxyzxyz", 10, lambda kind, _: "A" if kind == "x" else "B"),
        [],
    ),
    "by task, each for a while and never again": (blocks("abcdefghijkl", 9, own, "task_id"), []),
    "by task, in turn": (blocks("abcdef" * 4, 8, own, "task_id"), []),
    "by trigger": (blocks("xyxyxyxy", 15, own, "trigger"), []),
    "at weekends, other work": (
        daily(
            lambda day: "WE" if day % 7 > 4 else "A", lambda day: "we" if day % 7 > 4 else "a", 42
        ),
        [],
    ),
    "on Wednesdays, other work, and a change": (
        daily(
            lambda day: "W" if day % 7 == 2 else "AB"[day > 20],
            lambda day: "w" if day % 7 == 2 else "a",
            42,
        ),
        [(21 * 24, "A", "B")],
    ),
    "a true change in one of two record types": (
        blocks("xy" * 60, 1, since(60, x="C")),
        [(60, "X", "C")],
    ),
    "a true change in one of two, in blocks": (
        blocks("xy" * 8, 10, since(80, x="C")),
        [(80, "X", "C")],
    ),
    "a true change in both of two": (
        blocks("xy" * 10, 10, since(100, x="C", y="D")),
        [(100, "X", "C"), (110, "Y", "D")],
    ),
    "a true change, and back again": (
        blocks("xy" * 60, 1, lambda kind, n: "C" if kind == "x" and 40 <= n < 80 else kind.upper()),
        [(40, "X", "C"), (80, "C", "X")],
    ),
    "one change of all record types": (
        blocks("xyz" * 40, 1, lambda _, n: "B" if n >= 60 else "A"),
        [(60, "A", "B")],
    ),
    "one change with the work": (blocks("xy", 60, own), [(60, "X", "Y")]),
    "one kind of work, changed three times": (
        plain("A" * 50 + "B" * 50 + "A" * 50 + "B" * 50),
        [(50, "A", "B"), (100, "B", "A"), (150, "A", "B")],
    ),
    "a task a run, changed three times": (
        plain("A" * 50 + "B" * 50 + "C" * 50 + "D" * 50, [f"t{n}" for n in range(200)]),
        [(50, "A", "B"), (100, "B", "C"), (150, "C", "D")],
    ),
    "each task twice, changed three times": (
        plain("A" * 50 + "B" * 50 + "C" * 50 + "D" * 50, [f"t{n // 2}" for n in range(200)]),
        [(50, "A", "B"), (100, "B", "C"), (150, "C", "D")],
    ),
    "the same tasks every night, and a trial of eight runs": (
        plain("A" * 200 + "B" * 8 + "A" * 192, NIGHTLY),
        [(200, "A", "B"), (208, "B", "A")],
    ),
    "the same tasks every night, changed in the midst of one": (
        plain("A" * 215 + "B" * 185, NIGHTLY),
        [(215, "A", "B")],
    ),
    "from run to run, whatever the work": (
        blocks("xy" * 100, 1, lambda _, __: CHANCE.choice("AB")),
        [],
    ),
    "first for one record type, then for the other": (
        blocks("xy" * 60, 1, lambda kind, n: "AB"[n >= (40 if kind == "x" else 80)]),
        [(40, "A", "B")],
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Turned]]:
    """What was changed of the workers of the layouts: before which run, from what to what."""
    runs = [
        made(worker, n, run)
        for worker, (own_runs, _) in LAYOUTS.items()
        for n, run in enumerate(own_runs)
    ]
    home: Path = import_runs(tmp_path_factory.mktemp("layouts") / "home", *runs)
    history = current(Home(home))
    assert history is not None
    found: dict[str, list[Turned]] = {worker: [] for worker in LAYOUTS}
    for change in changes(history, ALL):
        assert change.what == "tools"
        place = (change.at - FIRST) // timedelta(hours=1)
        found[change.worker].append((place, change.old or "", change.new or ""))
    return found


def made(worker: str, place: int, run: Made) -> dict[str, Any]:
    return {
        "run_id": f"{worker}-{place}",
        "worker": worker,
        "created_at": (FIRST + timedelta(hours=place)).isoformat(),
        "tool_categories": [run["tools"]],
        **{name: value for name, value in run.items() if name != "tools"},
    }


@pytest.mark.parametrize("worker", LAYOUTS)
def test_what_goes_with_the_work_is_no_change(worker: str, told: dict[str, list[Turned]]) -> None:
    assert told[worker] == LAYOUTS[worker][1]


def test_instructions_that_go_with_the_work_are_told(tmp_path: Path) -> None:
    runs = [
        made("Ann", n, run) | {"instructions_version": run["tools"]}
        for n, run in enumerate(blocks("xy" * 2, 60, own))
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history is not None
    assert [change.what for change in changes(history, ALL)] == ["instructions"] * 3


def test_runs_of_one_time_kind_and_value_are_in_no_order() -> None:
    """Each of these twelve tasks has its value, and several runs, of which some are of one time."""
    runs = [(f"t{n % 12}", f"2026-03-0{n % 4 + 1}", "ab"[n % 2]) for n in range(60)]
    found = set()
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE runs (worker_id TEXT, task_id TEXT, created_at TIMESTAMP, value TEXT,"
            ' record_type TEXT, "trigger" TEXT, record_id TEXT, time_basis TEXT)'
        )
        for seed in range(12):
            Random(seed).shuffle(runs)
            connection.execute("DELETE FROM runs")
            rows = ", ".join(f"('Ann', '{task}', '{at}', '{value}')" for task, at, value in runs)
            connection.execute(
                "INSERT INTO runs (worker_id, task_id, created_at, value) VALUES " + rows
            )
            found.add(tuple(kinds_with_values(connection, "value", "runs").items()))
    assert len(found) == 1
