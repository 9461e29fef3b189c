"""Which changes are told and judged, and which are too close or not told at all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dashboard.analysis.change import change, key_of
from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.changes import all_changes
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    NOT_ENOUGH,
    REGRESSED,
)
from dashboard.dates import span
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filters.filters import ALL
from dashboard.words.all_changes import not_listed
from dashboard.words.change_certainty import left_out
from dashboard.words.edits import on
from tests.analysis.edited import (
    BEFORE,
    TURN,
    WORSE,
    changes_of,
    iso,
    models,
    only,
    planted,
    reading,
    runs,
)
from tests.workspaces import FIRST, import_runs


def test_a_drop_after_an_edit_that_only_the_runs_show(tmp_path: Path) -> None:
    found = only(changes_of(tmp_path / "home", *runs(lambda day: {}, (0.95, 0.7))))
    assert found.verdict == REGRESSED and found.change.main.origin == "derived"
    assert (found.change.main.old, found.change.main.new) == ("v1", "v2")
    assert (found.sides.all_before.n, found.sides.all_after.n) == (200, 200)


def test_windows_end_at_the_changes_beside_and_changes_within_three_days_are_told(
    tmp_path: Path,
) -> None:
    def version(day: int) -> dict[str, Any]:
        label = "v1" if day < TURN else "v2" if day < TURN + 2 else "v3"
        return {"instructions_version": label}

    found = changes_of(tmp_path / "home", *runs(version))
    first, second = sorted(found.impacts, key=lambda impact: impact.change.at)
    assert first.window.until == second.change.at and second.window.since == first.change.at
    assert not first.open and second.open
    (advice,) = found.too_close
    assert (advice.keep, advice.hold_back) == ("instructions", ())


@pytest.mark.parametrize(("days", "close"), [(2, True), (3, False)])
def test_a_change_that_has_its_verdict_is_not_too_close_to_the_next(
    tmp_path: Path, days: int, close: bool
) -> None:
    """Thirty runs of m2 are enough for its verdict, twenty are not."""
    home = import_runs(tmp_path / "home", *models((20, 1, "m1"), (days, 0, "m2"), (9, 1, "m3")))
    assert bool(all_changes(reading(home), ALL).too_close) is close


def test_changes_too_close_to_be_judged_alone_are_judged_as_one_where_the_rate_moved(
    tmp_path: Path,
) -> None:
    edits = ((20, 0.9, "v1"), (2, 0.6, "v2"), (1, 0.6, "v3"), (30, 0.6, "v4"))
    found = only(changes_of(tmp_path / "home", *planted(*edits)))
    assert found.verdict == REGRESSED and len(found.change.changes) == 3
    assert (found.change.net.old, found.change.net.new) == ("v1", "v4")
    assert (found.sides.all_before.n, found.during, found.sides.all_after.n) == (200, 30, 300)
    assert left_out(found) == ["30 runs were created or running during the change and left out."]
    steady = [(days, 0.9, version) for days, _, version in edits]
    calm = changes_of(tmp_path / "calm", *planted(*steady))
    assert [impact.verdict for impact in calm.impacts] == [NOT_ENOUGH] * 3, (
        "nothing to tell of them"
    )


def test_two_things_changed_a_day_apart_are_told_as_something_else_too(tmp_path: Path) -> None:
    made = [
        run | {"context_sources": ["tasks"] if run["created_at"] < iso(-68) else ["docs"]}
        for run in planted((20, 0.9, "v1"), (2, 0.6, "v2"), (30, 0.6, "v2"))
    ]
    found = only(changes_of(tmp_path / "home", *made))
    assert found.verdict == CONFOUNDED and found.change.what == ("instructions", "context")
    assert found.harm > 50


def test_a_log_that_repeats_what_holds_tells_no_change(tmp_path: Path) -> None:
    repeated = [
        {"worker_id": "ann", "changed_at": iso(day), "what": what, "old": old, "new": new}
        for day in (-69, -65)
        for what, old, new in (
            ("status", "active", "active"),
            ("tools", "CRM, docs", "docs,CRM"),
            ("instructions", "v2", "v2"),
        )
    ]
    found = changes_of(tmp_path / "home", *planted(BEFORE, WORSE), changes=repeated)
    assert only(found).verdict == REGRESSED and found.idle == 6
    assert only(found).change.main.new == "v2", "what the runs show is told all the same"
    assert "6 entries that change nothing" in not_listed(found)


def test_a_worker_that_shifted_long_ago_is_told_again_when_it_gets_worse(tmp_path: Path) -> None:
    made = planted((60, 0.95, "v1"), (43, 0.7, "v1"), (7, 0.3, "v1"))
    found = changes_of(tmp_path / "home", *made, as_of=iso(20))
    starts = sorted((impact.change.at - FIRST).days for impact in found.impacts)
    assert len(starts) == 2 and -33 <= starts[0] <= -28 and 10 <= starts[1] <= 15


def test_changes_of_workers_without_runs_are_told(tmp_path: Path) -> None:
    log = [{"worker_id": name, "changed_at": iso(TURN), "what": "model", "new": "m"}
           for name in ("nobody", "Ann")]  # fmt: skip
    found = changes_of(tmp_path / "home", *runs(lambda day: {}), changes=log)
    assert found.runless == (("nobody", 1),) and found.known == 1
    assert not_listed(found) == ("Not listed: 1 change of workers that no run names: “nobody”.")


def test_a_recorded_change_is_judged_as_any_other(tmp_path: Path) -> None:
    made = [run | {"instructions_version": None} for run in runs(lambda day: {}, (0.95, 0.7))]
    home = import_runs(tmp_path / "home", *made)
    assert all_changes(reading(home), ALL).known == 0
    at = FIRST + timedelta(days=TURN)
    record_change(
        Ledger(home), reading(home), "Ann", at, "instructions",
        old_text="Be brief.", new_text="Be  brief.", cause="it broke",
    )  # fmt: skip
    history = reading(home)
    found = only(all_changes(history, ALL))
    assert found.verdict == REGRESSED and found.change.main.origin == "recorded"
    detail = change(history, ALL, key_of(found))
    assert detail.aimed and detail.aimed.seen > (detail.aimed.expected or 0)
    assert [edit.whitespace_only for edit in detail.edits] == [True]


def test_a_worker_that_got_worse_this_week_with_few_days_is_told_as_a_shift(tmp_path: Path) -> None:
    made = [
        run | {"instructions_version": "v1", "status": "failed" if late else "completed"}
        for run in runs(lambda day: {}, days=28)
        for late in [run["created_at"] >= iso(21)]
    ]
    found = only(changes_of(tmp_path / "home", *made, as_of=iso(28)))
    assert found.change.what == (NOT_RECORDED,) and found.verdict == REGRESSED
    first = found.change.at.date()
    assert found.change.main.not_after == first + timedelta(days=6)
    assert on(found.change, "UTC") == f"some day of {span(first, first + timedelta(days=6))}"


def test_without_changes_or_without_workers_there_is_nothing(tmp_path: Path) -> None:
    empty = changes_of(tmp_path / "home", {"run_id": "1"})
    assert empty.impacts == () and empty.known == 0


@pytest.mark.slow
def test_edits_without_effect_are_hardly_ever_called_however_often_one_looks(
    tmp_path: Path,
) -> None:
    """Thirty workers, all edited on one day, nine in ten runs succeed before and after; loaded
    and looked at on every fourth of the 28 days since. tests/analysis/test_verdict.py looks daily.
    """
    chance = Random(2026)
    called: set[str] = set()
    before: list[dict[str, Any]] = []
    for day in range(-28, 28):
        made = [
            {
                "run_id": f"w{worker}-{day}-{n}",
                "worker_id": f"w{worker}",
                "status": "failed" if chance.random() < 0.1 else "completed",
                "created_at": iso(day + n / 20),
                "instructions_version": "v1" if day < 0 else "v2",
            }
            for worker in range(30)
            for n in range(5)
        ]
        before += made
        if day < 0 or day % 4 < 3:
            continue
        home = import_runs(tmp_path / "home", *before, name=f"day{day}.json")
        before = []
        answer = all_changes(reading(home), ALL)
        called |= {impact.change.worker_id for impact in answer.impacts
                   if impact.verdict in (REGRESSED, IMPROVED)}  # fmt: skip
    assert len({impact.change.worker_id for impact in answer.impacts}) == 30
    print(f"called {len(called)} of 30")
    assert len(called) <= 1
