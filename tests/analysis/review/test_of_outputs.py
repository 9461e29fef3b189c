"""Suspect outputs in the list: none that is known drops out of it while nobody decided about it."""

from __future__ import annotations

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
from tests.analysis.review.test_review import days_of, of
from tests.workspaces import import_runs

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
AS_OF = "2026-11-16T09:00:00Z"
SENT = "I have sent the invoice INV-99871 over 9,870.50 EUR and paid it."
READ = {"tools_called": [{"name": "tasks.read", "wrote": False}], "tool_categories": ["tasks"]}


def weeks(
    worker: str, *wrong: int, comment: str | None = None, a_week: int = 40
) -> list[dict[str, Any]]:
    """Runs of a worker, week after week; so many of them wrote nothing, or this comment."""
    return [
        {
            "run_id": f"{worker}-{week}-{n}",
            "worker": worker,
            "worker_id": worker.lower(),
            "task_id": f"{worker} {week} {n}",
            "task_text": "Please look after the letter of Miller Ltd.",
            "created_at": (MONDAY + timedelta(weeks=week, hours=9, minutes=n * 90)).isoformat(),
            "comment_preview": comment if n < few else "Read, and nothing else to do there.",
            **READ,
        }
        for week, few in enumerate(wrong)
        for n in range(a_week)
    ]


def found(home: Path, *runs: dict[str, Any]) -> tuple[Item, ...]:
    history = current(Home(import_runs(home, *runs, as_of=AS_OF)))
    assert history
    return review(history, ALL).items


def told(items: tuple[Item, ...]) -> list[tuple[int, str, str]]:
    return [(item.tier, title(item), why(item, "UTC", judged=False)) for item in items]


def test_outputs_missing_for_a_second_week_stay_in_the_list(tmp_path: Path) -> None:
    said = told(found(tmp_path / "new", *weeks("Ann", 0, 0, 0, 0, 5)))
    missing = "not visible in the export."
    assert said == [(facts.TO_JUDGE, "Ann", f"5 of 40 finished runs, usually 0: {missing}")]
    said = told(found(tmp_path / "again", *weeks("Ann", 0, 0, 0, 5, 5)))
    assert said == [(facts.KNOWN, "Ann", f"5 of 40 finished runs, usually 1.2: {missing}")]


def test_few_suspect_outputs_stand_in_one_quiet_line(tmp_path: Path) -> None:
    runs = [*weeks("Ann", 0, 0, 0, 0, 2), *weeks("Bob", 4, 4, 4, 4, 4)]
    runs += weeks("Cleo", 0, 0, 0, 0, 1, comment=SENT)
    items = found(tmp_path / "home", *runs)
    few = "too few or as many as usual"
    (only,) = items
    assert told(items) == [
        (
            facts.KNOWN,
            "All other suspect outputs",
            f"1 suspect output of 1 worker, {few}: says something was done that no tool call did. "
            f"6 suspect outputs of 2 workers, {few}: not visible in the export. "
            f"1 suspect output of 1 worker, {few}: names what stands in no text of the export.",
        )
    ]
    history = current(Home(tmp_path / "home"))
    assert history
    for fact in only.facts:
        ids = history.ask("run_ids", fact.about, shown=100)
        assert len(ids) == fact.counted


def test_it_stands_with_the_other_failed_runs(tmp_path: Path) -> None:
    runs = weeks("Ann", 0, 0, 0, 0, 2)
    for n in (30, 70, 110, -1):
        runs[n] |= {"status": "failed", "error_message": "Timed out after 3 s"}
    ((_, called, said),) = told(found(tmp_path / "home", *runs))
    assert called == "All other failed runs and suspect outputs"
    assert said.startswith("1 run of 1 worker failed for 1 cause; no other finding counts it.")
    assert "2 suspect outputs of 1 worker" in said


@pytest.mark.parametrize(("bad", "kind"), [(2, facts.OTHERS), (3, facts.BAD)])
def test_three_bad_runs_of_a_worker_are_a_finding(tmp_path: Path, bad: int, kind: str) -> None:
    runs = [
        run | {"run_id": f"{run['run_id']} {n}", "quality": "good"}
        for n in range(4)
        for run in days_of("Ann", range(35))
    ]
    for run in [run for run in runs if run["created_at"] >= "2026-11-10"][:bad]:
        run["quality"] = "bad"
    items = of(import_runs(tmp_path / "home", *runs, as_of=AS_OF)).items
    assert [item.lead.kind for item in items] == [kind]


def test_few_bad_runs_stand_with_the_rest_and_none_is_silently_less(tmp_path: Path) -> None:
    """Ann has two bad ones, too few; Bob four a week, but none in one week before; Cleo none."""
    runs = [
        *weeks("Ann", 0, 0, 0, 0, 0),
        *weeks("Bob", 0, 0, 0, 0, 0),
        *weeks("Cleo", 0, 0, 0, 0, 0),
    ]
    for run in runs:
        run["quality"] = "good"
    bad = [198, 199, *(200 + 40 * week + n for week in (0, 1, 3, 4) for n in range(4))]
    for n in bad:
        runs[n]["quality"] = "bad"
    (only,) = found(tmp_path / "home", *runs)
    assert told((only,)) == [
        (
            facts.KNOWN,
            "All other runs judged bad",
            "6 of 80 judged runs were bad, of 2 workers; no other finding counts them.",
        )
    ]
    history = current(Home(tmp_path / "home"))
    assert history
    ids = history.ask("run_ids", only.lead.about, shown=100)
    assert len(ids) == only.lead.counted == 6


def test_two_checks_that_find_the_same_runs_are_one_finding(tmp_path: Path) -> None:
    (only,) = found(tmp_path / "home", *weeks("Ann", 0, 0, 0, 0, 10, comment=SENT))
    assert {fact.check for fact in only.facts} == {"claim", "unsourced"}
    assert told((only,))[0][2] == (
        "10 of 40 finished runs, usually 0: says something was done that no tool call did. "
        "Of nearly the same runs 10 of 40 finished runs, usually 0: names what stands in no text "
        "of the export."
    )


def test_two_checks_that_find_different_runs_are_two(tmp_path: Path) -> None:
    runs = weeks("Ann", 0, 0, 0, 0, 10, comment=SENT)
    for run in runs[-6:]:
        run["comment_preview"] = "I have paid it, nothing else to do there."
    for run in runs[160:170]:
        run["comment_preview"] = "INV-99871 over 9,870.50 EUR is the one to look after."
    items = found(tmp_path / "home", *runs)
    assert sorted(item.lead.check for item in items) == ["claim", "unsourced"]
