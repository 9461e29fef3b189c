"""Facts that explain each other are one finding: no runs stand in two."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dashboard.analysis.review import facts
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import review
from dashboard.analysis.suggestion import suggested
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.review import why
from dashboard.words.suggestion import suggestion_lines
from tests.workspaces import import_runs, import_sample

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
DENIED = {"status": "failed", "error_message": "Access to the record was denied"}
SEEN = {"output_visibility": "customer"}
AS_OF = "2026-11-16T09:00:00Z"


def run(worker: str, day: int, n: int, **more: Any) -> dict[str, Any]:
    at = MONDAY + timedelta(days=day, hours=n)
    named = {"run_id": f"{worker}-{day}-{n}", "worker": worker, "worker_id": worker.lower()}
    return named | {"created_at": at.isoformat()} | more


def reading(home: Path) -> History:
    held = current(Home(home))
    assert held
    return held


def found(home: Path) -> tuple[Item, ...]:
    return review(reading(home), ALL).items


def test_failed_runs_that_touched_customers_stand_with_their_one_cause(tmp_path: Path) -> None:
    runs = [
        run(worker, 0, n, **SEEN, **(DENIED if n < 3 else {}))
        for worker in ("Ann", "Bob", "Cleo", "Dan")
        for n in range(8)
    ]
    (only,) = found(import_runs(tmp_path / "home", *runs))
    assert only.kinds == (facts.CAUSE, facts.CUSTOMER) and only.customer
    assert only.tier == facts.PRESSING and only.workers == ("ann", "bob", "cleo", "dan")
    assert why(only, "UTC", judged=False) == (
        "12 runs failed, by 4 workers. 12 failed runs may have written something that a customer "
        "sees: not known. By Ann, Bob, Cleo and 1 more worker."
    )


def test_a_cause_of_which_few_runs_touched_customers_is_another_finding(tmp_path: Path) -> None:
    runs = [run("Ann", 0, n, **DENIED) for n in range(6)]
    runs += [run("Bob", 0, n, **(DENIED | SEEN if n < 2 else {})) for n in range(6)]
    kinds = {item.lead.kind: item.lead.worker for item in found(import_runs(tmp_path / "h", *runs))}
    assert kinds == {facts.CUSTOMER: "Bob", facts.CAUSE: ""}


def test_what_is_new_with_a_new_worker_is_one_finding(tmp_path: Path) -> None:
    old = [run("Ann", day, n) for day in range(35) for n in range(3)]
    new = [
        run("New", day, n, **(DENIED if n == 0 else {})) for day in range(29, 35) for n in range(4)
    ]
    activated = {
        "worker_id": "new",
        "changed_at": (MONDAY + timedelta(days=29)).isoformat(),
        "what": "status",
        "old": "draft",
        "new": "active",
    }
    home = import_runs(tmp_path / "home", *old, *new, changes=[activated], as_of=AS_OF)
    (only,) = [item for item in found(home) if "new" in item.workers]
    assert only.kinds == (facts.NEW, facts.NEWLY)
    assert "It was made active on 10 Nov 2026" in why(only, "UTC", judged=False)


def test_every_kind_of_finding_has_a_smallest_change_or_says_why_none(tmp_path: Path) -> None:
    history = reading(import_sample(tmp_path / "home"))
    told = {
        (item.lead.kind, item.lead.check): " ".join(suggestion_lines(suggested(history, item)))
        for item in review(history, ALL).items
    }
    assert told[facts.CUSTOMER, ""].endswith("Look up what those runs wrote, before anybody runs "
                                             "them again.")  # fmt: skip
    assert "Read some of them" in told[facts.BAD, ""]
    assert all("Suggested: " in said for (kind, _), said in told.items() if kind != facts.NEW)
    assert "where it comes from is not known yet" in told[facts.NEW, ""]
    twice = told[facts.SUSPECT, "duplicate"]
    assert "Until that is done: pause worker. Customers see its comment more than once." in twice
    assert "pause" not in told[facts.SUSPECT, "format"]


def test_outputs_that_are_suspect_and_seen_by_customers_say_so(tmp_path: Path) -> None:
    items = found(import_sample(tmp_path / "home"))
    customers = {item.lead.check: item.customer for item in items if item.lead.check}
    assert customers["duplicate"] and not customers["format"]


def test_bad_runs_whose_fault_is_known_point_to_it(tmp_path: Path) -> None:
    runs = [
        run("Ann", 0, n, quality="bad" if n < 4 else "good",
            **({"attributed_to": "input"} if n < 3 else {}))
        for n in range(8)
    ]  # fmt: skip
    history = reading(import_runs(tmp_path / "home", *runs))
    (only,) = review(history, ALL).items
    assert suggestion_lines(suggested(history, only)) == [
        "Suggested: leave unchanged. What it was given was incomplete, not the worker wrong."
    ]


def test_failed_runs_of_no_finding_are_one_so_that_a_list_covers_each(tmp_path: Path) -> None:
    runs = [run("Ann", day, n) for day in range(35) for n in range(10)]
    runs += [run("Ann", 30, n + 10, **DENIED) for n in range(3)]
    runs += [
        run("Bob", 31, n, status="failed", error_message=told)
        for n, told in enumerate(("The stamp is missing", "Timed out after 3 s"))
    ]
    history = reading(import_runs(tmp_path / "home", *runs, as_of=AS_OF))
    whole = review(history, ALL)
    (rest,) = [item for item in whole.items if item.lead.kind == facts.OTHERS]
    assert rest == whole.items[-1] and rest.tier == facts.KNOWN
    assert why(rest, "UTC", judged=False).startswith("2 runs failed for 2 causes, of 1 worker:")
    covered = {
        row["run_id"]
        for item in whole.items
        for row in history.ask("run_ids", item.lead.about, shown=100)
    }
    failed = history.ask("run_ids", whole.chosen.choosing("outcome", ["failed"]), shown=100)
    assert {row["run_id"] for row in failed} <= covered
    told = {row["run_id"] for row in history.ask("run_ids", rest.lead.about, shown=9)}
    assert told == {"Bob-31-0", "Bob-31-1"}
