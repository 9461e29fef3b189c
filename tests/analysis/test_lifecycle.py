"""The states of a cause: the rule with its two numbers, and when nothing can be said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import sqrt
from typing import Any

import pytest

from dashboard.analysis.causes import CauseRow, causes
from dashboard.analysis.lifecycle import (
    ABOVE,
    CAME_BACK,
    NEW,
    ONGOING,
    QUIET,
    TOO_SHORT,
    Seen,
    state,
    usual,
)
from dashboard.ledger.ledger import Ledger
from dashboard.marking import expect_fixed
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import export

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
WEEKS = Seen(100, (100, 100, 100, 100), 0)


@pytest.mark.parametrize(
    ("cause", "tasks", "short", "after_fix", "expected"),
    [
        (Seen(3, (0, 0, 0, 0), 0), 3, False, False, NEW),
        (Seen(1, (1, 1, 0, 0), 0), 1, False, False, NEW),
        (Seen(2, (0, 0, 0, 0), 0), 2, False, False, ONGOING),
        (Seen(3, (0, 0, 0, 0), 3), 3, False, False, ONGOING),
        (Seen(0, (2, 1, 0, 0), 9), 0, False, False, QUIET),
        (Seen(20, (5, 5, 5, 5), 0), 9, False, False, ABOVE),
        (Seen(20, (5, 5, 5, 5), 0), 2, False, False, ABOVE),
        (Seen(20, (5, 5, 5, 5), 0), 1, False, False, ONGOING),
        (Seen(4, (0, 1, 0, 0), 9), 4, False, False, ONGOING),
        (Seen(9, (5, 5, 5, 5), 0), 9, False, False, ONGOING),
        (Seen(20, (5,), 0), 9, True, False, TOO_SHORT),
        (Seen(1, (0, 0, 0, 0), 9), 1, False, True, CAME_BACK),
        (Seen(1, (), 0), 1, True, True, CAME_BACK),
    ],
)
def test_the_state_of_a_cause(
    cause: Seen, tasks: int, short: bool, after_fix: bool, expected: str
) -> None:
    finished = Seen(100, (100,) * len(cause.weeks), 0)
    found = state(cause, tasks, usual(cause, finished), short=short, seen_after_fix=after_fix)
    assert found == expected


def test_what_is_usual_follows_the_finished_runs_and_the_spread_of_weeks() -> None:
    steady = usual(Seen(9, (5, 5, 5, 5), 0), WEEKS)
    assert steady and steady.expected == 5
    assert steady.limit == pytest.approx(5 + 1.959964 * sqrt(5 * 1.25))
    busy = usual(Seen(9, (5, 5, 5, 5), 0), Seen(300, WEEKS.weeks, 0))
    assert busy and busy.expected == 15
    wild = usual(Seen(9, (20, 0, 0, 0), 0), WEEKS)
    chi_square = (15**2 + 3 * 5**2) / 5
    assert wild and wild.limit == pytest.approx(5 + 1.959964 * sqrt(chi_square / 3 * 5 * 1.25))
    assert usual(Seen(9, (0, 0), 0), Seen(10, (0, 0), 0)) is None
    assert usual(Seen(9, (5,), 0), Seen(10, (100,), 0)) is None


def history_of(home: Home, *weekly: tuple[str, int, int]) -> Any:
    """A history of daily completed runs over 8 weeks to MONDAY, with failures by weeks ago."""
    runs: list[dict[str, Any]] = [
        {"run_id": f"ok{day}-{n}", "created_at": MONDAY - timedelta(days=day, hours=n + 1)}
        for day in range(56)
        for n in range(10)
    ]
    for message, weeks_ago, count in weekly:
        runs += [
            {
                "run_id": f"{message}{weeks_ago}-{n}",
                "status": "failed",
                "error_message": message,
                "task_id": f"t{n}",
                "worker_id": "ann",
                "created_at": MONDAY - timedelta(days=7 * weeks_ago + n % 7, hours=2 + n // 7),
            }
            for n in range(count)
        ]
    import_export(home, export(*runs, as_of=MONDAY + timedelta(hours=9)), MONDAY)
    return current(home)


def states(history: Any, filters: Filters = ALL) -> dict[str, CauseRow]:
    return {row.cause.label: row for row in causes(history, filters).rows}


def test_a_week_is_judged_by_the_four_before(home: Home) -> None:
    history = history_of(
        home,
        ("steady as ever", 0, 4), *(("steady as ever", n, 4) for n in range(1, 6)),
        ("rising like bread", 0, 18), *(("rising like bread", n, 3) for n in range(1, 6)),
        ("never seen", 0, 3), ("long silent", 3, 5), ("rare bird", 0, 2),
    )  # fmt: skip
    found = states(history)
    assert {label: row.state for label, row in found.items()} == {
        "steady as ever": ONGOING,
        "rising like bread": ABOVE,
        "never seen": NEW,
        "long silent": QUIET,
        "rare bird": ONGOING,
    }
    assert next(iter(found)) == "rising like bread"
    rising = found["rising like bread"]
    assert rising.seen == Seen(18, (3, 3, 3, 3), 3)
    assert rising.usual and rising.usual.expected == pytest.approx(3, abs=0.8)


def test_a_chosen_week_is_the_one_that_is_judged(home: Home) -> None:
    history = history_of(home, ("long silent", 3, 5), ("never seen", 0, 3))
    chosen = ALL.within(MONDAY - timedelta(days=28), MONDAY - timedelta(days=21))
    found = states(history, chosen)
    assert list(found) == ["long silent"]
    assert found["long silent"].state == NEW
    early = ALL.within(MONDAY - timedelta(days=49), MONDAY - timedelta(days=42))
    assert causes(history, early).reviewed.short  # type: ignore[union-attr]


def test_a_cause_comes_back_when_it_was_expected_to_be_fixed(home: Home) -> None:
    history = history_of(home, *(("steady as ever", n, 4) for n in range(6)))
    steady = states(history)["steady as ever"]
    key = steady.cause.key
    ledger = Ledger(home.path)
    assert steady.last
    for fixed in (MONDAY, steady.last):  # after the last of them, or just then
        expect_fixed(ledger, history, key, fixed)
        assert states(current(home))["steady as ever"].state == ONGOING
    expect_fixed(ledger, history, key, MONDAY - timedelta(days=10))
    assert states(current(home))["steady as ever"].state == CAME_BACK


def test_half_a_day_of_runs_makes_nothing_new(home: Home) -> None:
    runs = [
        {"run_id": str(n), "status": "failed", "error_message": "no owner",
         "created_at": MONDAY + timedelta(minutes=n)}
        for n in range(20)
    ]  # fmt: skip
    import_export(home, export(*runs), MONDAY + timedelta(days=1))
    history = current(home)
    assert history
    [row] = causes(history, ALL).rows
    assert (row.state, row.runs, row.usual) == (TOO_SHORT, 20, None)
    assert row.tasks is None and row.unresolved is None
