"""Causes of many workers that stand for one event are one finding; two events are two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.review import facts
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import review
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.review import title, why
from dashboard.words.review_week import six_sentences
from tests.workspaces import import_runs

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
AS_OF = "2026-11-16T09:00:00Z"
LOST, CLOSED, BENT = "Connection reset by peer", "503 Service Unavailable", "The stylus is bent"
LAST = 28
"""The first day of the reviewed week."""

Fault = Callable[[int, int, int], str]
"""Why a run failed, by its worker, its day and its number on that day; "" where it didn't."""


def found(folder: Path, fault: Fault, *, workers: int = 8, a_day: int = 10) -> tuple[Item, ...]:
    runs: list[dict[str, Any]] = []
    for worker in range(workers):
        for day in range(LAST + 7):
            for n in range(a_day):
                told = fault(worker, day, n)
                ended = {"status": "failed", "error_message": told} if told else {}
                at = MONDAY + timedelta(days=day, hours=7 + n, minutes=worker)
                runs.append(
                    {"run_id": f"{worker}-{day}-{n}", "worker_id": f"w{worker}",
                     "worker": f"Desk {worker}", "created_at": at.isoformat(),
                     "task_id": f"{worker} {day} {n}", **ended}
                )  # fmt: skip
    history = current(Home(import_runs(folder / "home", *runs, as_of=AS_OF)))
    assert history
    whole = review(history, ALL)
    six_sentences(whole, history.about, "", judged=False)
    return whole.items


def causes_of(items: tuple[Item, ...]) -> list[int]:
    """How many causes each finding has that has any."""
    held = [sum(isinstance(fact.seen, facts.OfCause) for fact in item.facts) for item in items]
    return sorted(filter(None, held), reverse=True)


def test_an_outage_of_hours_is_one_finding_whatever_its_runs_say(tmp_path: Path) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        return (LOST, CLOSED, BENT)[worker % 3] if day == LAST + 2 and 3 <= n < 6 else ""

    items = found(tmp_path, fault, workers=9)
    assert causes_of(items) == [3]
    (item,) = items
    assert title(item).endswith(" and 2 more causes") and item.excess == 27 == item.failed
    told = why(item, "UTC", judged=False)
    assert told.startswith("9 runs on 9 tasks, none ever before, by 3 workers. With it came “")
    assert told.count("With it came") == 2


def test_two_outages_of_other_days_are_two(tmp_path: Path) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        words = {LAST + 1: LOST, LAST + 4: CLOSED}.get(day, "")
        return words if 3 <= n < 6 else ""

    assert causes_of(found(tmp_path, fault)) == [1, 1]


def test_two_new_causes_that_go_on_all_week_are_two(tmp_path: Path) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        if day < LAST:
            return ""
        return {0: LOST, 7: CLOSED}.get((3 * day + worker + 4 * n) % 14, "")

    assert causes_of(found(tmp_path, fault, workers=30, a_day=4)) == [1, 1]


def test_what_makes_the_same_workers_worse_all_week_is_one_with_them(tmp_path: Path) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        often = 2 if day >= LAST else 20
        at = 7 * day + 3 * worker + n
        return "" if at % often else (LOST, CLOSED, BENT)[(day + n // 2 + worker) % 3]

    items = found(tmp_path, fault)
    assert causes_of(items)[0] == 3 and len(items) == 1
    told = why(items[0], "UTC", judged=False)
    assert told.count("With it came") == 2
    assert "5 more workers got worse, too: 175 of 350 finished runs failed, usually 1" in told


def test_a_worker_that_got_worse_for_something_else_stands_apart(tmp_path: Path) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        if day == LAST + 2 and 3 <= n < 6:
            return (LOST, CLOSED)[worker % 2]
        return BENT if worker == 0 and day >= LAST and n % 2 else ""

    items = found(tmp_path, fault)
    assert causes_of(items) == [2, 1]
    assert {item.lead.worker for item in items} == {"", "Desk 0"}


def test_who_got_worse_for_what_goes_on_elsewhere_stands_apart(tmp_path: Path) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        often = 25 if day < LAST else 50 if worker else 6
        return "" if (7 * worker + 3 * day + n) % often else BENT

    items = found(tmp_path, fault)
    assert [(item.lead.kind, item.lead.worker) for item in items] == [
        (facts.ABOVE, "Desk 0"),
        (facts.LONG, ""),
    ]


@pytest.mark.parametrize("workers", [4, 9])
def test_an_outage_makes_no_findings_of_workers_that_it_made_worse(
    tmp_path: Path, workers: int
) -> None:
    def fault(worker: int, day: int, n: int) -> str:
        if day == LAST + 2:
            return (LOST, CLOSED)[(worker + n) % 2]
        return BENT if (worker + day + n) % 25 == 0 else ""

    items = found(tmp_path, fault, workers=workers)
    assert [item.lead.kind for item in items if item.tier == facts.PRESSING] == [facts.NEW]
    assert len(items[0].workers) >= workers - 1  # one is not worse by more than chance


@pytest.mark.parametrize(("beside", "one"), [(4, True), (3, False)])
def test_a_cause_of_a_tenth_of_what_made_workers_worse_is_why_they_got_so(
    tmp_path: Path, beside: int, one: bool
) -> None:
    """Of 39 or 38 failed runs of each; one that has less is another matter."""

    def fault(worker: int, day: int, n: int) -> str:
        place, odd = divmod(10 * (day - LAST) + n, 2)
        if day < LAST or not odd:
            return "" if day < LAST else LOST
        return CLOSED if place % 8 == worker and place < 8 * beside else ""

    assert causes_of(found(tmp_path, fault)) == ([2] if one else [1, 1])
