"""A first week, without weeks before that say what is usual: what is worst comes first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.review import facts
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review, review
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.review import also, title, why
from dashboard.words.review_week import six_sentences
from tests.workspaces import import_run_list, import_runs

MONDAY = datetime.fromisoformat("2026-11-09T00:00:00+00:00")
ACCESS, STAMP = "Access to the record was denied", "No stamp stands on this invoice"
SEEN = {"output_visibility": "customer", "comment_preview": "Dear customer"}
Runs = list[dict[str, Any]]


def runs(
    worker: str, finished: int, failed: int = 0, error: str = ACCESS, first: int = 0, **more: Any
) -> Runs:
    """Runs of a week, the first of them failed."""
    return [
        {
            "run_id": f"{worker}-{n}",
            "worker": worker,
            "worker_id": worker,
            "created_at": (MONDAY + timedelta(minutes=83 * n)).isoformat(),
        }
        | ({"status": "failed", "error_message": error} | more if n < first + failed else {})
        for n in range(first, first + finished)
    ]


def calm(failed: int = 0, error: str = STAMP, workers: str = "DEFGHIJKLM") -> Runs:
    """Ten workers of forty runs each."""
    return [one for worker in workers for one in runs(worker, 40, failed, error)]


def looked_at(home: Path) -> tuple[History, Review]:
    history = current(Home(home))
    assert history
    return history, review(history, ALL)


def told(items: tuple[Item, ...]) -> list[tuple[str, str]]:
    return [(item.lead.kind, item.lead.worker_id or item.cause) for item in items]


ONE = "Ann"
SHAPES: dict[str, tuple[Callable[[], Runs], list[str]]] = {
    "all good": (lambda: calm(), []),
    "one worker, all good": (lambda: runs(ONE, 60), []),
    "one worker": (lambda: runs(ONE, 60, 20), ["cause Ann"]),
    "all failed": (lambda: calm(40), ["cause"]),
    "all alike": (lambda: calm(4), ["cause"]),
    "one somewhat more than twice as bad": (
        lambda: [*runs(ONE, 120, 26), *calm(4)],
        ["fails often Ann", "cause"],
    ),
    "one not twice as bad": (lambda: [*runs(ONE, 120, 34), *calm(6)], ["cause", "cause Ann"]),
    "one far worse, by a cause of its own": (
        lambda: [*runs(ONE, 60, 25), *calm(2)],
        ["fails often Ann", "cause"],
    ),
    "one far worse, by a cause that others have": (
        lambda: [*runs(ONE, 60, 25), *calm(1, ACCESS)],
        ["fails often Ann", "cause"],
    ),
    "one far worse, few others with its cause": (
        lambda: [*runs(ONE, 60, 25), *calm(1, ACCESS, "DE"), *calm(workers="FGHIJKLM")],
        ["fails often Ann", "other failures"],
    ),
    "two far worse by one cause": (
        lambda: [*runs(ONE, 60, 25), *runs("Bob", 60, 30), *calm(1)],
        ["cause", "cause"],
    ),
    "two far worse by two causes": (
        lambda: [*runs(ONE, 60, 25), *runs("Bob", 60, 30, "The ledger is closed"), *calm(1)],
        ["fails often Bob", "fails often Ann", "cause"],
    ),
    "few runs of each": (
        lambda: [*runs(ONE, 20, 9), *calm(1)],
        ["cause", "cause Ann"],
    ),
    "customers saw some of one that fails little": (
        lambda: [*runs(ONE, 60, 25), *runs("Bob", 60, 3, STAMP, **SEEN), *calm(1, STAMP)],
        ["may have touched a customer Bob", "fails often Ann", "cause"],
    ),
    "customers saw what the worst one wrote": (
        lambda: [*runs(ONE, 60, 25, **SEEN), *runs("Bob", 60, 30), *calm(1)],
        ["cause", "cause"],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_worst_comes_first_and_no_runs_are_lost(shape: str, tmp_path: Path) -> None:
    made, expected = SHAPES[shape]
    history, found = looked_at(import_runs(tmp_path / "home", *made(), as_of="2026-11-16T09:00Z"))
    kinds = [f"{item.lead.kind} {item.lead.worker_id}".rstrip() for item in found.items]
    assert kinds == expected
    failed = history.ask("run_ids", found.chosen.choosing("outcome", ["failed"]), shown=1000)
    of_facts = [
        {row["run_id"] for row in history.ask("run_ids", fact.about, shown=1000)}
        for item in found.items
        for fact in item.facts
        if not isinstance(fact.seen, facts.Touched)
    ]
    assert {row["run_id"] for row in failed} <= set().union(*of_facts)
    for item in found.items:
        assert "cause" not in also(item), "each has one"
        if isinstance(item.lead.seen, facts.OfCause) and not item.lead.worker_id:
            ids = history.ask("run_ids", item.lead.about, shown=1000)
            assert len(ids) == item.lead.seen.all, "as many as are told"
    at = [item.tier for item in found.items]
    assert at == sorted(at)


def test_it_is_told_of_the_worker_beside_all_others(tmp_path: Path) -> None:
    made = [*runs(ONE, 60, 25), *calm(1, ACCESS)]
    history, found = looked_at(import_runs(tmp_path / "home", *made, as_of="2026-11-16T09:00Z"))
    worst, rest = found.items
    assert why(worst, "UTC", judged=False) == (
        "25 of 60 finished runs failed, of all others 10 of 400 (2.5 %)."
    ).replace(" %", "\u00a0%")
    assert why(rest, "UTC", judged=False) == (
        "10 runs failed, by 10 workers, beside 25 that stand with their worker."
    )
    assert worst.cause == rest.cause, "by which the smallest change is suggested"
    told = six_sentences(found, history.about, "", judged=False)
    assert any("Ann (25 of 60) failed far more often than all others." in one for one in told)


def test_a_cause_that_several_share_is_one_finding_with_them(tmp_path: Path) -> None:
    made = [*runs(ONE, 60, 25, **SEEN), *runs("Bob", 60, 30), *calm(1)]
    _, found = looked_at(import_runs(tmp_path / "home", *made, as_of="2026-11-16T09:00Z"))
    first = found.items[0]
    assert first.workers == ("Bob", "Ann") and first.customer and first.tier == facts.PRESSING
    said = why(first, "UTC", judged=False)
    assert said.startswith("55 runs failed, by 2 workers. Bob: 30 of 60 finished runs failed, of")
    assert "Ann: 25 of 60" in said and "25 failed runs wrote something that a customer" in said
    assert title(first) == first.lead.seen.row.cause.label  # type: ignore[union-attr]


def test_the_few_others_with_a_cause_that_gathers_in_a_worker_are_counted(tmp_path: Path) -> None:
    made = [*runs(ONE, 20, 9), *calm(1, ACCESS, "DE"), *calm(workers="FGH")]
    history, found = looked_at(import_runs(tmp_path / "home", *made, as_of="2026-11-16T09:00Z"))
    assert told(found.items) == [(facts.CAUSE, ONE), (facts.OTHERS, "")]
    rest = found.items[-1].lead
    assert isinstance(rest.seen, facts.OtherFailures)
    assert (rest.seen.runs, rest.seen.causes, rest.seen.workers) == (2, 1, 2)
    ids = {row["run_id"] for row in history.ask("run_ids", rest.about, shown=100)}
    assert ids == {"D-0", "E-0"}


def test_they_are_told_apart_where_one_worker_has_both_kinds(tmp_path: Path) -> None:
    """What a filter of causes and workers chooses would take in a run that stands elsewhere."""
    made = [
        *runs(ONE, 20, 9), *runs(ONE, 1, 1, STAMP, 20), *runs("Bob", 20, 8, STAMP),
        *runs("Bob", 1, 1, ACCESS, 20), *calm(1, "The ledger is closed", "D"), *calm(0),
    ]  # fmt: skip
    history, found = looked_at(import_runs(tmp_path / "home", *made, as_of="2026-11-16T09:00Z"))
    facts_of = [fact for item in found.items for fact in item.facts]
    chosen = [
        sorted(row["run_id"] for row in history.ask("run_ids", fact.about, shown=100))
        for fact in facts_of
    ]
    assert [len(ids) for ids in chosen] == [fact.counted for fact in facts_of]
    every = [run_id for ids in chosen for run_id in ids]
    assert len(every) == len(set(every)) == 20, "each failed run stands once"
    rest = found.items[-1]
    assert rest.lead.key == facts.OTHERS and len(rest.facts) == 3
    assert why(rest, "UTC", judged=False).endswith("stand with another worker, of 1 worker.")


def test_a_run_list_is_ordered_by_its_failed_runs(tmp_path: Path) -> None:
    _, found = looked_at(import_run_list(tmp_path / "home"))
    known = [item for item in found.items if item.tier == facts.KNOWN and item.failed]
    assert [item.failed for item in known] == sorted((one.failed for one in known), reverse=True)
