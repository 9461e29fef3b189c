"""Leaderboards: every row says of its value what the headline says of the runs that have it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.analysis import board as boards
from dashboard.analysis.board import board
from dashboard.analysis.headline import before, headline
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.dimensions.known import BY_NAME, FILTERS, named
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.store.dimensions.every_run import history_in
from tests.workspaces import import_runs, import_sample

NAMES = [one.name for one in FILTERS if one.kind is not Kind.TEXT]
WEEK = parse({"week": ["2026-W46"], "not-outcome": []}, "UTC").filters


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> History:
    return history_in(Home(tmp_path_factory.mktemp("odd") / "home"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> History:
    found = current(Home(import_sample(tmp_path_factory.mktemp("sample") / "home")))
    assert found
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_row_counts_the_runs_that_its_link_shows(odd: History, name: str) -> None:
    found = board(odd, ALL, BY_NAME[name])
    assert found.runs == headline(odd, ALL).runs and found.rows
    for row in found.rows:
        if row.value is None:
            continue
        alone = headline(odd, ALL.choosing(name, [row.value]))
        assert (row.runs, row.succeeded, row.bad, row.failed) == (
            alone.runs, alone.succeeded, alone.bad, alone.failed,
        )  # fmt: skip
        assert (row.unresolved, row.untold) == (alone.unresolved, alone.untold)
        assert row.success == alone.success
    held = [row.value for row in found.rows if row.value is not None]
    assert len(held) == len({*held}) == found.values


@pytest.mark.parametrize("name", ["worker", "model", "trigger", "tool", "weekday", "hour"])
def test_a_change_is_that_of_the_runs_with_the_value_in_the_time_compared(
    sample: History, name: str
) -> None:
    rows = board(sample, WEEK, BY_NAME[name]).rows
    assert any(row.change for row in rows)
    for row in rows:
        if row.value is None:
            continue
        alone = WEEK.choosing(name, [row.value])
        then = before(sample, alone, headline(sample, alone))
        assert then and row.change == then.success


def test_what_is_usual_is_said_of_the_reviewed_week_alone(sample: History) -> None:
    weeks = worker_weeks(sample, WEEK).weeks
    usual = {week.worker_id: week.judged.expected for week in weeks}
    rows = board(sample, WEEK, BY_NAME["worker"]).rows
    assert {row.value: row.usual for row in rows if row.usual is not None} == {
        worker: expected for worker, expected in usual.items() if expected is not None
    }
    assert any(usual.values())
    assert any(row.usual for row in board(sample, WEEK, BY_NAME["cause"]).rows)
    for period in (ALL, WEEK.within(WEEK.since, None)):
        assert not any(row.usual for row in board(sample, period, BY_NAME["worker"]).rows)
    assert not any(row.usual for row in board(sample, WEEK, BY_NAME["model"]).rows)


def test_how_runs_ended_has_no_rate_and_its_own_filter_takes_no_row_away(sample: History) -> None:
    ending = board(sample, WEEK, BY_NAME["outcome"])
    assert not any(row.success.n or row.change for row in ending.rows)
    first, second = (row.value or "" for row in board(sample, WEEK, BY_NAME["model"]).rows[:2])
    chosen = WEEK.choosing("model", [first]).choosing("model", [second], drop=True)
    assert (
        board(sample, chosen, BY_NAME["model"]).rows == board(sample, WEEK, BY_NAME["model"]).rows
    )
    narrowed = board(sample, chosen, BY_NAME["worker"])
    assert narrowed.runs == headline(sample, chosen).runs
    failed = board(sample, WEEK.choosing("outcome", ["failed"]), BY_NAME["model"])
    assert not any(row.success.n for row in failed.rows)


def test_low_samples_stand_last_and_only_so_many_rows_are_listed(
    sample: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = board(sample, WEEK, BY_NAME["hour"]).rows
    few = [row.success.few for row in rows if row.value is not None]
    assert few == sorted(few) and any(few) and not all(few)
    ranked = [row.success.value for row in rows if row.value is not None and not row.success.few]
    assert ranked == sorted(ranked, key=lambda value: value or 0.0)
    monkeypatch.setattr(boards, "MOST", 3)
    chosen = board(sample, WEEK.choosing("task", [_rarest(sample)]), BY_NAME["task"])
    assert chosen.values > 100 and len(chosen.rows) == 4, "the chosen one is always among them"


def test_the_runs_without_a_value_are_listed_however_many_values_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "MOST", 2)
    runs = [
        {"run_id": f"{n}", "model": model} for n, model in enumerate(["a", "a", "b", "c", None])
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    found = board(history, ALL, BY_NAME["model"])
    assert [(row.value, row.runs) for row in found.rows] == [("a", 2), ("b", 1), (None, 1)]
    assert found.values == 3


def test_how_a_listed_value_did_before_is_known_also_where_it_was_rare_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "MOST", 1)
    runs = [
        {
            "run_id": f"{model}-{day}-{n}",
            "model": model,
            "created_at": f"2026-11-{day:02}T09:00:00Z",
        }
        for day, many in ((3, {"a": 1, "b": 2}), (10, {"a": 2, "b": 1}))
        for model, number in many.items()
        for n in range(number)
    ]
    first = {"run_id": "first", "created_at": "2026-10-01T09:00:00Z"}
    home = import_runs(tmp_path / "home", first, *runs, as_of="2026-11-16T09:00:00Z")
    history = current(Home(home))
    assert history
    found = board(history, WEEK, BY_NAME["model"])
    assert [(row.value, row.runs) for row in found.rows] == [("a", 2)]
    assert found.rows[0].then and found.rows[0].then.n == 1


def _rarest(history: History) -> str:
    return history.ask("values", WEEK, by=named("task"), shown=10_000, named=[])[-1]["value"]
