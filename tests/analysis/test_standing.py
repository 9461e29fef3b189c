"""Which regressions stand, which are mended, and which were replaced before anybody knew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.change import change, key_of
from dashboard.analysis.changes import all_changes
from dashboard.analysis.impact import IN_FORCE, RECOVERED, REPLACED, STILL_WORSE
from dashboard.analysis.verdict import (
    REGRESSED,
)
from dashboard.cli.show.changes import impact_document
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filters.filters import ALL
from dashboard.words.all_changes import headline
from dashboard.words.changes import label, why
from tests.analysis.edited import (
    BEFORE,
    TURN,
    WORSE,
    changes_of,
    iso,
    models,
    planted,
    reading,
    runs,
)
from tests.workspaces import FIRST, import_runs


def test_a_regression_that_was_rolled_back_stands_no_more(tmp_path: Path) -> None:
    def version(day: int) -> dict[str, Any]:
        return {"instructions_version": "v2" if TURN <= day < TURN + 10 else "v1"}

    made = [
        run | ({"status": "completed"} if run["created_at"] >= iso(TURN + 10) else {})
        for run in runs(version, (0.97, 0.6))
    ]
    found = changes_of(tmp_path / "home", *made)
    by_time = sorted(found.impacts, key=lambda impact: impact.change.at)
    assert [impact.verdict for impact in by_time][:1] == [REGRESSED]
    assert [(impact.change.main.old, impact.change.main.new) for impact in by_time] == [
        ("v1", "v2"),
        ("v2", "v1"),
    ]
    assert found.standing == ()


@pytest.mark.parametrize(
    ("then", "stands"),
    [
        (1.00, False),  # a later edit brought the rate back
        (0.93, False),  # to within five points
        (0.75, True),  # a later edit helped, and most is still lost
        (0.50, True),
    ],
)
def test_a_regression_stands_until_the_rate_is_back(
    tmp_path: Path, then: float, stands: bool
) -> None:
    def version(day: int) -> dict[str, Any]:
        return {"instructions_version": "v1" if day < 0 else "v2" if day < TURN else "v3"}

    # 97 of 100 before, 50 of 100 with v2, and then as planted, on all days alike
    made = [
        run | {"status": "completed" if 37 * n % 100 < 100 * share else "failed"}
        for n, run in enumerate(runs(version, start=-20))
        for share in [
            0.97 if run["created_at"] < iso(0) else 0.5 if run["created_at"] < iso(TURN) else then
        ]
    ]
    found = changes_of(tmp_path / "home", *made)
    worst = found.impacts[0]
    assert worst.verdict == REGRESSED and worst.change.main.new == "v2"
    assert (worst in found.standing) is stands


@pytest.mark.parametrize(
    ("since", "stands"),
    [
        ([(2, 0.9, "v1")], False),  # taken back, and its first runs go as before
        ([(2, 0.6, "v1")], True),  # taken back, and still no better
        ([(1, 0.9, "v1"), (12, 0.6, "v2")], True),  # back for a day, and there again
        ([(2, 0.9, "v3")], True),  # another edit must show that it is better
        ([(20, 0.7, "v3"), (20, 0.8, "v4"), (20, 0.9, "v5")], False),  # back step by step
        ([(20, 0.7, "v3"), (20, 0.8, "v4")], True),
    ],
)
def test_a_regression_stands_until_later_runs_are_as_good_as_those_before(
    tmp_path: Path, since: list[tuple[int, float, str]], stands: bool
) -> None:
    found = changes_of(tmp_path / "home", *planted(BEFORE, WORSE, *since))
    first = min(found.impacts, key=lambda impact: impact.change.at)
    assert first.verdict == REGRESSED
    assert (first in found.standing) is stands


MODELS = (20, 0.9, "m1"), (20, 0.6, "m2")


@pytest.mark.parametrize(
    ("since", "fate", "told", "stands"),
    [
        ([], IN_FORCE, "", True),
        ([(1, 0.6, "m3")], REPLACED, "replaced since", False),  # before it could recover
        ([(20, 0.6, "m3")], STILL_WORSE, "replaced since, still worse", True),
        ([(20, 0.85, "m3")], REPLACED, "replaced since", False),
        ([(20, 0.9, "m1")], RECOVERED, "recovered since", False),
        ([(20, 0.9, "m3")], RECOVERED, "recovered since", False),
        ([(20, 0.85, "m3"), (20, 0.6, "m2")], IN_FORCE, "", True),  # there again
        ([(20, 0.6, "m3"), (1, 0.6, "m4")], REPLACED, "replaced since", False),
    ],
)
def test_a_regression_of_what_was_replaced_stands_no_more(
    tmp_path: Path, since: list[tuple[int, float, str]], fate: str, told: str, stands: bool
) -> None:
    home = import_runs(tmp_path / "home", *models(*MODELS, *since))
    found = all_changes(reading(home), ALL)
    first = min(found.impacts, key=lambda impact: impact.change.at)
    assert first.verdict == REGRESSED and first.fate == fate
    assert (first in found.standing) is first.stands is stands
    detail = change(reading(home), ALL, key_of(first))
    assert detail.impact == first, "list and detail agree"
    assert label(first) == "▼ regressed" + f", {told}" * bool(told)
    assert told in headline(found) and ("(" in headline(found)) is bool(told)
    meaning, beyond = why(first).split(".", 1)
    assert meaning and ("since" in beyond.lower()) is bool(told)
    document = impact_document(first, ())
    assert document["stands"] is stands and document["recovered"] is (fate == RECOVERED)
    assert document["replaced"] is told.startswith("replaced")


def test_a_change_that_is_still_to_come_mends_nothing(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *planted(BEFORE, WORSE))
    record_change(Ledger(home), reading(home), "Ann", FIRST + timedelta(days=400), "instructions",
                  old="v2", new="v1")  # fmt: skip
    found = all_changes(reading(home), ALL)
    assert len(found.impacts) == 2 and len(found.standing) == 1
