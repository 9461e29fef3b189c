"""Decisions are graded by what happened since: planted effects are found, and nothing where nothing
is."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis import grading
from dashboard.analysis.grading import Graded, graded
from dashboard.analysis.rare_counts import evidence_of_counts
from dashboard.deciding import By, Draft, decide, finish
from dashboard.ledger.decisions import (
    OF_BAD,
    OF_CAUSE,
    OF_FAILURES,
    Expectation,
    Subject,
    decisions,
)
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger
from dashboard.recording import Made
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.graded import decisions_sentence, since_words
from tests.workspaces import import_runs

START = datetime.fromisoformat("2026-10-05T00:00:00+00:00")
DONE = START + timedelta(days=28)
BY = date(2026, 11, 30)
TIMED_OUT, NO_ACCESS = "Timed out after 30 s", "Access to the record was denied"


def runs(worker: str, before: float, after: float, days: int = 49, error: str = TIMED_OUT) -> Any:
    """Twenty runs a day; of every twenty so many fail before the fifth week, and since."""
    found = []
    for day in range(days):
        share = before if day < 28 else after
        for n in range(20):
            # Spread evenly, so that days differ by no more than chance would have it.
            failed = int((day * 20 + n + 1) * share / 20) > int((day * 20 + n) * share / 20)
            found.append(
                {
                    "run_id": f"{worker}-{day}-{n}",
                    "worker": worker,
                    "status": "failed" if failed else "completed",
                    "error_message": error if failed else None,
                    "created_at": (START + timedelta(days=day, minutes=n)).isoformat(),
                }
            )
    return found


def reading(home: Path) -> History:
    held = current(Home(home))
    assert held
    return held


def made(
    home: Path,
    expected: Expectation | None,
    *,
    worker: str = "Ann",
    done: bool = True,
    **draft: Any,
) -> Graded:
    """A decision that was carried out, with what happened since."""
    ledger, history = Ledger(home), reading(home)
    cause = "time-out" if expected and expected.measure == OF_CAUSE else ""
    subject = Subject(worker_id=worker, cause=cause)
    number = len(ledger.entries()) + 1
    draft = {"reason": f"{number}"} | draft
    decide(ledger, history, subject, Draft("instructions", expected=expected, **draft),
           Evidence("so", until=DONE), By("Kim"))  # fmt: skip
    if done:
        change = Made("Ann", "instructions", new="v2")
        assert finish(ledger, history, number, DONE, By("Kim"), change)
    found = {one.decision.entry: one for one in graded(reading(home), decisions(ledger.entries()))}
    return found[number]


@pytest.mark.parametrize(
    ("before", "after", "grade", "held"),
    [
        (6, 1, grading.HELPED, True),
        (6, 3, grading.HELPED, False),
        (1, 6, grading.HURT, False),
        (1, 1, grading.NO_DIFFERENCE, True),
    ],
)
def test_what_came_after_is_told_apart(
    tmp_path: Path, before: float, after: float, grade: str, held: bool
) -> None:
    home = import_runs(tmp_path / "home", *runs("Ann", before, after, days=77))
    for measure in (OF_CAUSE, OF_FAILURES):
        found = made(home, Expectation(measure, 7 * before, 7, BY))
        assert (found.grade, found.held) == (grade, held), measure
        assert found.since and found.since.before.among == 560
        assert found.since.seen_a_week == pytest.approx(7 * after, rel=0.1)


def test_fewer_bad_runs_are_told_apart_from_fewer_failures(tmp_path: Path) -> None:
    judged = [
        run
        | {"status": "completed", "error_message": None}
        | {"quality": "bad" if run["status"] == "failed" else "good"}
        for run in runs("Ann", 6, 1, days=77)
    ]
    home = import_runs(tmp_path / "home", *judged)
    found = made(home, Expectation(OF_BAD, 42, 7, BY))
    assert (found.grade, found.held) == (grading.HELPED, True)
    assert found.since and found.since.seen_a_week == pytest.approx(7, rel=0.1)
    told = since_words(reading(home), found)
    assert told.startswith("Expected fewer runs judged bad: 42 → 7 a week; seen 7.3 a week")
    assert "judged runs since" in told
    assert made(home, Expectation(OF_FAILURES, 42, 7, BY)).grade != grading.HELPED


def test_fewer_judgements_are_no_fewer_bad_runs(tmp_path: Path) -> None:
    all_judged = [
        run
        | {"status": "completed", "error_message": None}
        | {"quality": "bad" if run["status"] == "failed" else "good"}
        for run in runs("Ann", 6, 6, days=77)
    ]
    since = DONE.isoformat()
    half = [
        run | ({"quality": None} if run["created_at"] >= since and n // 20 % 2 else {})
        for n, run in enumerate(all_judged)
    ]
    found = made(import_runs(tmp_path / "home", *half), Expectation(OF_BAD, 42, 7, BY))
    assert found.grade not in (grading.HELPED, grading.HURT)
    assert found.since and found.since.after.among
    share = found.since.after.runs / found.since.after.among
    assert share == pytest.approx(0.3, abs=0.02)


def test_another_cause_is_not_counted(tmp_path: Path) -> None:
    home = import_runs(
        tmp_path / "home", *runs("Ann", 4, 0), *[
            run | {"run_id": f"x{run['run_id']}"} for run in runs("Ann", 1, 6, error=NO_ACCESS)
        ]
    )  # fmt: skip
    assert made(home, Expectation(OF_CAUSE, 28, 0, BY)).grade == grading.HELPED
    assert made(home, Expectation(OF_FAILURES, 35, 7, BY)).grade != grading.HELPED


def test_a_decision_is_too_early_to_grade_until_enough_ran(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *runs("Ann", 3, 3, days=29))
    found = made(home, Expectation(OF_CAUSE, 21, 2, BY))
    assert (found.grade, found.held) == (grading.TOO_EARLY, None)
    told = since_words(reading(home), found)
    assert told.startswith("Expected fewer “Timed out”: 21 → 2 a week; seen")
    assert told.endswith("too early to say.")


def test_what_nobody_did_is_open_and_then_overdue(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *runs("Ann", 3, 3, days=30))
    expected = Expectation(OF_CAUSE, 21, 2, BY)
    assert made(home, expected, done=False, due=date(2026, 11, 20)).grade == grading.OPEN
    assert made(home, expected, done=False, due=date(2026, 11, 1)).grade == grading.OVERDUE
    assert made(home, None).grade == grading.NOTHING
    found = graded(reading(home), decisions(Ledger(home).entries()))
    assert decisions_sentence(found, ()) == (
        "3 decisions: 1 not done yet, 1 overdue, 1 with nothing expected."
    )


def test_a_decision_about_a_cause_of_everybody(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *runs("Ann", 5, 0), *runs("Bob", 5, 0))
    ledger, history = Ledger(home), reading(home)
    draft = Draft("context", expected=Expectation(OF_CAUSE, 70, 0, BY))
    decide(ledger, history, Subject(cause="time-out"), draft, Evidence("so"), By())
    finish(ledger, history, 1, DONE, By())
    (found,) = graded(reading(home), decisions(ledger.entries()))
    assert (found.grade, found.held) == (grading.HELPED, True)
    assert found.since and (found.since.after.runs, found.since.after.among) == (0, 840)
    assert since_words(reading(home), found) == (
        "Expected fewer “Timed out”: 70 → 0 a week; seen 0 a week (840 finished runs since): held."
    )


def test_what_changed_beside_it_is_said(tmp_path: Path) -> None:
    both = [
        run | {"model": "m2" if run["created_at"] >= DONE.isoformat() else "m1"}
        for run in runs("Ann", 6, 1)
    ]
    home = import_runs(tmp_path / "home", *both)
    found = made(home, Expectation(OF_CAUSE, 42, 7, BY))
    assert found.grade == grading.UNCLEAR
    assert "something else changed too (model)" in since_words(reading(home), found)


def test_a_rare_cause_is_graded_by_its_counts(tmp_path: Path) -> None:
    assert evidence_of_counts(0, 14, 0.5) == pytest.approx(1092.2667)
    assert evidence_of_counts(14, 0, 0.5) == pytest.approx(1092.2667)
    assert evidence_of_counts(3, 12, 0.2) < 1
    closed = {"status": "failed", "error_message": "The month is closed"}
    week = [f"Ann-{day}-{n}" for day in range(21, 28) for n in (3, 11)]
    home = import_runs(
        tmp_path / "home",
        *(run | (closed if run["run_id"] in week else {}) for run in runs("Ann", 0, 0)),
    )
    history, ledger = reading(home), Ledger(home)
    (cause,) = history.causes.by_key
    draft = Draft("instructions", expected=Expectation(OF_CAUSE, 16, 0, BY))
    decide(ledger, history, Subject("Ann", cause), draft, Evidence("so"), By())
    finish(ledger, history, 1, DONE, By())
    (found,) = graded(reading(home), decisions(ledger.entries()))
    assert found.since and found.since.before.among == 140  # since it was first seen
    assert (found.grade, found.held) == (grading.HELPED, True)


@pytest.mark.parametrize("measure", [OF_FAILURES, OF_BAD])
@pytest.mark.parametrize(
    ("before", "after", "grade"),
    [
        (0.6, 0, grading.HELPED),
        (0, 0.8, grading.HURT),
        (0.6, 0.6, grading.TOO_EARLY),
        (0.2, 0.1, grading.TOO_EARLY),
    ],
)
def test_rare_failures_and_bad_runs_are_graded_by_their_counts_too(
    tmp_path: Path, measure: str, before: float, after: float, grade: str
) -> None:
    bad = {"status": "completed", "error_message": None}
    of_bad = [
        run | bad | {"quality": "bad" if run["status"] == "failed" else "good"}
        for run in runs("Ann", before, after, days=77)
    ]
    held = of_bad if measure == OF_BAD else runs("Ann", before, after, days=77)
    home = import_runs(tmp_path / "home", *held)
    assert made(home, Expectation(measure, 7 * before, 1, BY)).grade == grade
