"""Decisions are graded by what happened since: planted effects are found, and nothing where nothing
is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis import grading
from dashboard.analysis.grading import Graded, graded
from dashboard.analysis.rare_counts import evidence_of_counts
from dashboard.analysis.review.facts import BAD, READY, STUCK, SUSPECT, suspect_key
from dashboard.analysis.verdict import IMPROVED, REGRESSED
from dashboard.deciding import By, Draft, decide, finish
from dashboard.ledger.decisions import (
    OF_BAD,
    OF_CAUSE,
    OF_CHECK,
    OF_FAILURES,
    OF_PAUSED,
    OF_RUNS,
    OF_STUCK,
    Expectation,
    Subject,
    decisions,
)
from dashboard.ledger.evidence import Evidence, Stood
from dashboard.ledger.ledger import Ledger
from dashboard.recording import Made
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.graded import decisions_sentence, since_words
from tests.workspaces import import_runs

START = datetime.fromisoformat("2026-07-06T00:00:00+00:00")
DONE = START + timedelta(days=28)
SOON, BY = date(2026, 8, 10), date(2026, 8, 31)
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
    facts: tuple[Stood, ...] = (),
    **draft: Any,
) -> Graded:
    """A decision that was carried out, with what happened since."""
    ledger, history = Ledger(home), reading(home)
    cause = "time-out" if expected and expected.measure == OF_CAUSE else ""
    subject = Subject(worker_id=worker, cause=cause)
    number = len(ledger.entries()) + 1
    draft = {"reason": f"{number}"} | draft
    decide(ledger, history, subject, Draft("instructions", expected=expected, **draft),
           Evidence("so", until=DONE, facts=facts), By("Kim"))  # fmt: skip
    if done:
        change = Made(worker, "instructions", new="v2")
        assert finish(ledger, history, number, DONE, By("Kim"), change)
    found = {one.decision.entry: one for one in graded(reading(home), decisions(ledger.entries()))}
    return found[number]


def test_what_came_after_is_told_apart(tmp_path: Path) -> None:
    cases = {
        "Ann": (6, 1, grading.HELPED, True),
        "Bob": (6, 3, grading.HELPED, False),
        "Cleo": (1, 6, grading.HURT, False),
        "Dan": (1, 1, grading.NO_DIFFERENCE, True),
    }
    held = [run for who, (before, after, *_) in cases.items()
            for run in runs(who, before, after, days=54)]  # fmt: skip
    home = import_runs(tmp_path / "home", *held)
    for worker, (before, after, *told) in cases.items():
        for measure in (OF_CAUSE, OF_FAILURES):
            found = made(home, Expectation(measure, 7 * before, 7, BY), worker=worker)
            assert [found.grade, found.held] == told, (worker, measure)
            assert found.since and found.since.before.among == 560
            assert found.since.after.a_week == pytest.approx(7 * after, rel=0.1)


@pytest.mark.parametrize(
    ("after", "grade", "told"),
    [
        (6, grading.HURT, "more than before."),
        (1, grading.NOTHING, "no clear change."),
        (0, grading.NOTHING, "fewer than before."),
    ],
)
def test_what_failed_since_is_told_also_where_nothing_was_expected(
    tmp_path: Path, after: float, grade: str, told: str
) -> None:
    home = import_runs(tmp_path / "home", *runs("Ann", 1, after, days=54))
    found = made(home, None)
    assert (found.own, found.grade) == (grading.NOTHING, grade)
    said = since_words(reading(home), found)
    assert said.startswith("Nothing was expected. Failed runs: 28 of 560 ")
    assert said.endswith(told) and said.casefold().count("failed runs") == 1
    of_bad = made(home, None, facts=(Stood("judged bad ann", BAD, 1, 3, 20),))
    assert since_words(reading(home), of_bad).casefold().count("failed runs") == 1
    assert since_words(reading(home), made(home, None, done=False)) == ""


def test_fewer_bad_runs_are_told_apart_from_fewer_failures(tmp_path: Path) -> None:
    judged = [
        run
        | {"status": "completed", "error_message": None}
        | {"quality": "bad" if run["status"] == "failed" else "good"}
        for run in runs("Ann", 6, 1, days=54)
    ]
    home = import_runs(tmp_path / "home", *judged)
    found = made(home, Expectation(OF_BAD, 42, 7, BY))
    assert (found.grade, found.held) == (grading.HELPED, True)
    assert found.since and found.since.after.a_week == pytest.approx(7, rel=0.1)
    told = since_words(reading(home), found)
    assert told.startswith("Expected fewer runs judged bad: 42 → 7 a week; seen ")
    assert "judged runs in" in told and "days (7.3 a week): more than expected" in told
    assert told.endswith("but within chance, so held.")
    assert made(home, Expectation(OF_FAILURES, 42, 7, BY)).grade != grading.HELPED


def test_what_else_a_finding_counted_is_told_beside_the_grade(tmp_path: Path) -> None:
    """Fewer failed and more bad: the grade is of what was expected, and both are told."""
    bad = [
        run | ({"quality": "good"} if run["status"] == "completed" else {})
        | ({"quality": "bad"} if n % 20 < (3 if n >= 560 else 1) and run["status"] == "completed"
           else {})
        for n, run in enumerate(runs("Ann", 6, 1, days=54))
    ]  # fmt: skip
    home = import_runs(tmp_path / "home", *bad)
    facts = tuple(
        Stood(key, kind, 1, 7, 133)
        for key, kind in (("change", READY), ("bad of Ann", BAD), ("stuck Ann", STUCK),
                          (suspect_key("duplicate", "Ann"), SUSPECT))
    )  # fmt: skip
    found = made(home, Expectation(OF_FAILURES, 42, 7, BY), facts=facts)
    assert found.grade == grading.HELPED
    assert [(one.measure, one.since and one.since.verdict) for one in found.also] == [
        (OF_BAD, REGRESSED), (OF_STUCK, IMPROVED)
    ]  # fmt: skip
    expected, *also = since_words(reading(home), found).split(" Also ")
    assert expected.endswith(": more than expected, but within chance, so held.")
    assert also[0].startswith("runs judged bad: ") and " judged runs in 28 days (" in also[0]
    assert also[0].endswith(" since: more than before.")
    assert also[1] == "runs stuck for over a day: 7 then, 0 now."
    turned = made(home, Expectation(OF_BAD, 7, 1, BY), facts=facts)
    assert [one.measure for one in turned.also] == [OF_FAILURES, OF_STUCK]
    assert "Also failed runs: " in since_words(reading(home), turned)


def test_where_more_runs_of_its_worker_fail_since_it_did_not_help(tmp_path: Path) -> None:
    """Nothing is known yet of what was expected, and the runs as a whole are worse."""
    home = import_runs(
        tmp_path / "home", *runs("Ann", 0.1, 0.1), *[
            run | {"run_id": f"x{run['run_id']}"} for run in runs("Ann", 1, 8, error=NO_ACCESS)
        ]
    )  # fmt: skip
    found = made(home, Expectation(OF_CAUSE, 1, 0, BY))
    assert (found.own, found.grade, found.failed) == (grading.TOO_EARLY, grading.HURT, True)
    told = since_words(reading(home), found)
    assert "too early to say. Also failed runs: " in told and told.endswith(": more than before.")
    assert decisions_sentence([found], ()) == "1 decision: 1 hurt."
    as_before = made(import_runs(tmp_path / "b", *runs("Ann", 0.1, 0.1)),
                     Expectation(OF_CAUSE, 1, 0, BY))  # fmt: skip
    assert as_before.grade == grading.TOO_EARLY and not as_before.also


def test_that_a_step_came_before_makes_no_difference_to_what_was_to_become_fewer(
    tmp_path: Path,
) -> None:
    """Flagged runs came up in the last week before; since then they go on as they were."""
    held = [
        run
        | {"status": "completed", "error_message": None}
        | {"comment_preview": None if n % 20 < flagged and n % 20 not in (2, 3) else f"Done: {n}."}
        for n, run in enumerate(runs("Ann", 0, 0, days=35))
        for flagged in [7 if n >= 420 else n % 7 == 0]
    ]
    import_runs(home := tmp_path / "home", *held)
    found = of_check(home, 35, 3)
    assert (found.own, found.held) == (grading.MISSED, False)


def test_fewer_judgements_are_no_fewer_bad_runs(tmp_path: Path) -> None:
    all_judged = [
        run
        | {"status": "completed", "error_message": None}
        | {"quality": "bad" if run["status"] == "failed" else "good"}
        for run in runs("Ann", 6, 6, days=54)
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
    assert made(home, expected, done=False, due=date(2026, 8, 21)).grade == grading.OPEN
    assert made(home, expected, done=False, due=date(2026, 8, 2)).grade == grading.OVERDUE
    last = reading(home).about.this_day
    assert made(home, expected, done=False, due=last).grade == grading.OPEN
    assert made(home, None).grade == grading.NOTHING
    found = graded(reading(home), decisions(Ledger(home).entries()))
    assert decisions_sentence(found, ()) == (
        "4 decisions: 2 not done yet, 1 overdue, 1 with nothing expected."
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
        "Expected fewer “Timed out”: 70 → 0 a week; seen 0 of 840 finished runs in 20 days: held."
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
def test_rare_failures_and_bad_runs_are_graded_by_their_counts_too(
    tmp_path: Path, measure: str
) -> None:
    cases = {
        "Ann": (0.6, 0, grading.HELPED),
        "Bob": (0, 0.8, grading.HURT),
        "Cleo": (0.6, 0.6, grading.MISSED),
        "Dan": (0.2, 0.1, grading.TOO_EARLY),
    }
    held = [run for who, (before, after, _) in cases.items()
            for run in runs(who, before, after, days=54)]  # fmt: skip
    if measure == OF_BAD:
        bad = {"status": "completed", "error_message": None}
        held = [
            run | bad | {"quality": "bad" if run["status"] == "failed" else "good"} for run in held
        ]
    home = import_runs(tmp_path / "home", *held)
    for worker, (before, _, grade) in cases.items():
        found = made(home, Expectation(measure, 7 * before, 1, BY), worker=worker)
        assert found.grade == grade, worker


def days(before: Sequence[int], after: Sequence[int], **held: object) -> Iterator[dict[str, Any]]:
    """So many runs of Ann on each of the days before it was done, and of those since; Bob runs
    every day."""
    for day, many in enumerate([*before, *after], 28 - len(before)):
        at = START + timedelta(days=day)
        yield {"run_id": f"Bob-{day}", "worker": "Bob", "status": "completed",
               "created_at": at.isoformat()}  # fmt: skip
        for n in range(many):
            made = {"created_at": (at + timedelta(minutes=n)).isoformat()}
            yield (
                {
                    "run_id": f"Ann-{day}-{n}",
                    "worker": "Ann",
                    "status": "completed",
                    "finished_at": (at + timedelta(hours=1, minutes=n)).isoformat(),
                }
                | made
                | held
            )


def of_time(home: Path, measure: str, before: float, after: float, by: date = BY) -> Graded:
    """A decision about what is counted over time alone."""
    ledger, history = Ledger(home), reading(home)
    draft = Draft("other", other="so", expected=Expectation(measure, before, after, by))
    decide(ledger, history, Subject("Ann", measure=measure), draft, Evidence("so"), By())
    finish(ledger, history, len(ledger.entries()), DONE, By())
    (found,) = graded(reading(home), decisions(ledger.entries()))
    return found


WEEKS = [3] * 21
SILENT = [*WEEKS, *[0] * 7]


@pytest.mark.parametrize(
    ("after", "grade", "held"),
    [
        ([3] * 14, grading.HELPED, True),
        ([1] * 14, grading.HELPED, False),
        ([0] * 14, grading.MISSED, False),
        ([42, *[0] * 13], grading.TOO_EARLY, True),  # one day says little of the others
        ([3, 3], grading.TOO_EARLY, None),
    ],
)
def test_a_silent_worker_is_to_run_again(
    tmp_path: Path, after: list[int], grade: str, held: bool | None
) -> None:
    home = import_runs(tmp_path / "home", *days(SILENT, after))
    found = of_time(home, OF_RUNS, 0, 21)
    assert (found.grade, found.held) == (grade, held)
    assert found.since and (found.since.before.runs, found.since.after.runs) == (0, sum(after))
    assert "Expected runs again: 0 → at least 21 a week" in since_words(reading(home), found)


@pytest.mark.parametrize(
    ("before", "after", "grade"),
    [
        ([2] * 7, [0] * 7, grading.HELPED),
        ([2] * 7, [2] * 7, grading.MISSED),
        ([2] * 7, [0] * 5 + [2, 2], grading.TOO_EARLY),
        ([2] * 7, [3, 3], grading.TOO_EARLY),  # two days are few
        ([1] * 7, [9] * 7, grading.HURT),
        ([0, 0, 0, 0, 0, 0, 1], [0] * 7, grading.TOO_EARLY),
    ],
)
def test_fewer_runs_are_to_come_while_a_worker_is_paused(
    tmp_path: Path, before: list[int], after: list[int], grade: str
) -> None:
    home = import_runs(tmp_path / "home", *days(before, after, worker_status="paused"))
    found = of_time(home, OF_PAUSED, sum(before), 0)
    assert found.grade == grade
    assert found.since and (found.since.before.runs, found.since.after.runs) == (
        sum(before),
        sum(after),
    )


@pytest.mark.parametrize(
    ("left", "new", "expected", "grade", "told"),
    [
        (0, 0, 0, grading.HELPED, "3 → 0 in all; 0 now: held."),
        (1, 0, 1, grading.HELPED, "3 → 1 in all; 1 now: held."),
        (0, 2, 0, grading.UNCLEAR, "3 → 0 in all; 2 now: fewer, but more than expected."),
        (3, 0, 0, grading.MISSED, "3 → 0 in all; 3 now: more than expected."),
        (3, 1, 0, grading.MISSED, "3 → 0 in all; 4 now: more than expected."),
        (3, 30, 0, grading.HURT, "3 → 0 in all; 33 now: more than before."),
    ],
)
def test_stuck_runs_are_graded_by_what_stands(
    tmp_path: Path, left: int, new: int, expected: int, grade: str, told: str
) -> None:
    """Three were stuck when somebody decided; so many of them are left, and so many are new."""
    stuck = {"status": "running", "finished_at": None}
    held = [*days([3 - left], []), *days([0], [0] * 14)]
    held += [one | {"run_id": f"s{one['run_id']}"} for one in days([left], [new], **stuck)]
    found = of_time(import_runs(tmp_path / "home", *held), OF_STUCK, 3, expected, by=SOON)
    assert found.grade == grade
    assert found.held is (left + new <= expected)
    assert since_words(reading(tmp_path / "home"), found).endswith(told)


def test_of_a_worker_that_the_history_does_not_know_nothing_is_graded(tmp_path: Path) -> None:
    """Its ledger was taken over into a workspace of others."""
    home = import_runs(tmp_path / "home", *days([3] * 7, [3] * 14))
    assert of_time(home, OF_STUCK, 3, 0, by=SOON).grade == grading.HELPED
    other = import_runs(tmp_path / "other", *runs("Other", 1, 1))
    (found,) = graded(reading(other), decisions(Ledger(home).entries()))
    assert (found.grade, found.since) == (grading.TOO_EARLY, None)


def test_it_takes_a_day_to_see_whether_others_are_stuck(tmp_path: Path) -> None:
    held = list(days([3] * 7, []))
    home = import_runs(tmp_path / "home", *held)
    found = of_time(home, OF_STUCK, 3, 0)
    assert (found.grade, found.held) == (grading.TOO_EARLY, None)


@pytest.mark.parametrize(
    ("days_of_four", "grade"),
    [([4] * 7, grading.HELPED), ([0, 0, 28, 0, 0, 0, 0], grading.TOO_EARLY)],
)
def test_runs_that_came_on_one_day_while_a_worker_was_paused_say_less_than_as_many_on_seven(
    tmp_path: Path, days_of_four: list[int], grade: str
) -> None:
    home = import_runs(tmp_path / "home", *days(days_of_four, [1] * 7, worker_status="paused"))
    found = of_time(home, OF_PAUSED, 28, 7)
    assert found.grade == grade


def flagged(home: Path, before: int, after: int) -> Graded:
    """A decision about runs that say nothing: of twenty a day so many before, and since."""
    held = [
        run
        | {"status": "completed", "error_message": None}
        | {"comment_preview": None if run["status"] == "failed" else f"Done, as asked: {n}."}
        for n, run in enumerate(runs("Ann", before, after))
    ]
    import_runs(home, *held)
    return of_check(home, 7 * before, 0)


def of_check(home: Path, before: int, after: int) -> Graded:
    """A decision about outputs that are not visible: so many a week were, so many are expected."""
    ledger, history = Ledger(home), reading(home)
    draft = Draft("other", other="so", expected=Expectation(OF_CHECK, before, after, BY))
    about = Subject("Ann", check="not-visible")
    decide(ledger, history, about, draft, Evidence("so"), By())
    finish(ledger, history, 1, DONE, By())
    (found,) = graded(reading(home), decisions(ledger.entries()))
    return found


@pytest.mark.parametrize(
    ("before", "after", "grade"),
    [(4, 0, grading.HELPED), (1, 6, grading.HURT), (2, 2, grading.MISSED)],
)
def test_runs_that_a_check_flags_are_compared_among_those_that_it_looked_at(
    tmp_path: Path, before: int, after: int, grade: str
) -> None:
    found = flagged(tmp_path / "home", before, after)
    assert found.grade == grade
    assert found.since and (found.since.before.among, found.since.after.among) == (560, 420)
    assert (found.since.before.runs, found.since.after.runs) == (28 * before, 21 * after)
    told = since_words(reading(tmp_path / "home"), found)
    assert "fewer runs flagged “not visible in the export”" in told
    assert f"seen {21 * after} of 420 checked runs in 20 days" in told


@pytest.mark.parametrize(
    ("links", "counted", "grade"),
    [
        (100, 3, grading.UNCHECKED),
        (3, 3, grading.UNCLEAR),
        (100, 0, grading.TOO_EARLY),  # it was passed over before it was decided
    ],
)
def test_what_a_check_is_silent_about_since_is_no_success(
    tmp_path: Path, links: int, counted: int, grade: str
) -> None:
    """Links that stand in no text: a few are told of, and of many nothing."""
    held = [
        run | {"status": "completed", "error_message": None, "task_text": "Look after the letter."}
        | {"comment_preview": f"See https://a.example/{n}" if n % (600 // links) == 0 else "Done."}
        for n, run in enumerate(runs("Ann", 0, 0, days=30))
    ]  # fmt: skip
    home = import_runs(tmp_path / "home", *held)
    ledger, early = Ledger(home), date(2026, 8, 2)
    draft = Draft("other", other="so", expected=Expectation(OF_CHECK, counted, 0, early))
    evidence = Evidence("so", since=START, until=DONE, counted=counted)
    decide(ledger, reading(home), Subject("Ann", check="unsourced"), draft, evidence, By())
    finish(ledger, reading(home), 1, START + timedelta(days=14), By())
    (found,) = graded(reading(home), decisions(ledger.entries()))
    assert found.grade == grade
    told = since_words(reading(home), found)
    assert ("no longer checked" in told) == (grade == grading.UNCHECKED)
    assert ("no longer checked" in decisions_sentence([found], ())) == (grade == grading.UNCHECKED)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ([0] * 14, "seen 0 in 13 days: fewer than expected."),
        ([3] * 14, "fewer than expected, but within chance, so held."),
        ([4] * 14, "a week): held."),
    ],
)
def test_what_was_seen_is_told_as_it_was_counted(
    tmp_path: Path, after: list[int], told: str
) -> None:
    home = import_runs(tmp_path / "home", *days(SILENT, after))
    found = of_time(home, OF_RUNS, 0, 23)
    said = since_words(reading(home), found)
    assert said.endswith(told)
    assert f"seen {sum(after)} in 13" in said, "all that came, and the exact time"


def test_too_few_runs_to_compare_are_enough_where_surely_more_came_than_expected(
    tmp_path: Path,
) -> None:
    """The verdict on shares may be open; the count alone is beyond what was expected."""
    home = import_runs(tmp_path / "home", *runs("Ann", 3, 5, days=33)[10:])
    found = made(home, Expectation(OF_CAUSE, 21, 2, BY))
    assert found.since and found.since.verdict not in (grading.IMPROVED, grading.REGRESSED)
    assert (found.grade, found.held, found.failed) == (grading.MISSED, False, True)
    assert since_words(reading(home), found).endswith(": more than expected.")
    sentence = decisions_sentence([found], ())
    assert sentence == "1 decision: 1 not as expected."
    near = made(home, Expectation(OF_CAUSE, 21, 30, BY))
    assert (near.grade, near.failed) == (grading.TOO_EARLY, False)
    for by, grade in ((date(2026, 8, 8), grading.TOO_EARLY), (date(2026, 8, 7), grading.UNCLEAR)):
        assert made(home, Expectation(OF_CAUSE, 21, 30, by)).grade == grade, "7 Aug is the last day"
