"""The week after the sample: decisions about its findings are graded as was planted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dashboard.analysis import grading
from dashboard.analysis.grading import Graded, graded
from dashboard.analysis.impact import GONE
from dashboard.analysis.review import facts
from dashboard.analysis.review.freezing import as_found, as_it_stands
from dashboard.analysis.review.review import Review, review
from dashboard.deciding import By, Draft, decide, finish
from dashboard.ledger.decisions import (
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
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger
from dashboard.recording import Made
from dashboard.sample import next_week_folder
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.graded import decisions_sentence, since_words
from dashboard.words.review_week import six_sentences
from tests.workspaces import import_file, import_sample

BY = date(2026, 11, 22)
INVOICE = "Invoice follow-up"
CLOSED = "Month … is closed for bookings on account … of …"
DECIDED: dict[str, tuple[Subject, str, float, float, str]] = {
    "invoice": (Subject(INVOICE, "disabled-tool"), OF_CAUSE, 18, 0, "instructions"),
    "closed": (Subject(cause=CLOSED), OF_CAUSE, 14, 0, ""),
    "supplier": (Subject("Supplier records", "record-access"), OF_CAUSE, 38, 2, ""),
    "contract": (Subject("Contract summary"), OF_FAILURES, 15, 7, "model"),
    "lead": (Subject("Lead triage"), OF_FAILURES, 12, 6, "instructions"),
    "silent": (Subject("Stock check", measure=OF_RUNS), OF_RUNS, 0, 14, ""),
    "paused": (Subject("Delivery notices", measure=OF_PAUSED), OF_PAUSED, 11, 0, ""),
    "stuck": (Subject("Product texts", measure=OF_STUCK), OF_STUCK, 2, 0, ""),
    "flagged": (Subject("Expense check", check="unsourced"), OF_CHECK, 6, 0, ""),
}
PLANTED = {
    "invoice": (grading.HELPED, True),
    "closed": (grading.HELPED, True),
    "supplier": (grading.HELPED, True),
    "contract": (grading.UNCLEAR, False),
    "lead": (grading.HURT, False),
    "silent": (grading.HELPED, True),
    "paused": (grading.HELPED, True),
    "stuck": (grading.HELPED, True),
    "flagged": (grading.UNCLEAR, True),
}


def reading(home: Path) -> History:
    held = current(Home(home))
    assert held
    return held


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, decided about on its last Monday, and the week after."""
    home = import_sample(tmp_path_factory.mktemp("next") / "home")
    ledger, history = Ledger(home), reading(home)
    assert history.about.now
    for subject, measure, before, after, what in DECIDED.values():
        expected = Expectation(measure, before, after, BY)
        draft = Draft("other", other="as planned", expected=expected)
        evidence = Evidence("so")
        if subject.worker_id == INVOICE:
            subject = as_found(history, ALL, subject)
            evidence = Evidence("so", facts=as_it_stands(history, ALL, subject))
        decide(ledger, history, subject, draft, evidence, By("Kim"))
        number = len(ledger.entries())
        made = Made(subject.worker_id, what) if what else None
        assert finish(ledger, history, number, history.about.now, By("Kim"), made)
    return import_file(home, next_week_folder())


@pytest.fixture(scope="module")
def found(home: Path) -> tuple[Graded, ...]:
    return graded(reading(home), decisions(Ledger(home).entries()))


@pytest.fixture(scope="module")
def reviewed(home: Path) -> Review:
    return review(reading(home), ALL)


@pytest.mark.parametrize(("name", "place"), [(name, n) for n, name in enumerate(DECIDED)])
def test_decisions_are_graded_as_planted(found: tuple[Graded, ...], name: str, place: int) -> None:
    one = found[len(found) - 1 - place]
    assert (one.grade, one.held) == PLANTED[name], one.since


def test_they_are_told_in_one_sentence(found: tuple[Graded, ...]) -> None:
    assert decisions_sentence(found, ()) == "9 decisions: 6 helped, 2 unclear, 1 hurt."


def test_each_is_told_by_what_its_finding_counts(home: Path, found: tuple[Graded, ...]) -> None:
    told = [since_words(reading(home), one) for one in found[3::-1]]
    assert told == [
        "Expected runs again: 0 → at least 14 a week; seen 13 in 7 days: fewer than expected, "
        "but within chance, so held.",
        "Expected fewer runs while it is not active: 11 → 0 a week; seen 0 in 7 days: held.",
        "Expected fewer runs stuck for over a day: 2 → 0 in all; 0 now: held.",
        "Expected fewer runs flagged “names what stands in no text of the export”: 6 → 0 a week; "
        "seen 0 of 46 checked runs in 7 days: as expected, but too few to call it a change.",
    ]


def test_a_finding_of_a_change_and_a_check_is_told_by_both(
    home: Path, found: tuple[Graded, ...]
) -> None:
    told = since_words(reading(home), found[-1])
    assert "; seen 0 of 123 finished runs in 7 days: held. Also " in told
    assert "Also runs flagged “repeated comment”: 7 of " in told
    assert " before, 0 of 113 checked runs in 7 days since: " in told


def test_what_hurt_is_the_worst_finding_and_what_helped_is_none(reviewed: Review) -> None:
    worst = reviewed.items[0]
    assert worst.lead.worker == "Lead triage" and worst.cause == "invalid-output"
    pressing = {item.lead.worker for item in reviewed.items if item.tier == facts.PRESSING}
    assert not pressing & {"Delivery notices", "Stock check", "Supplier records"}
    standing = {impact.change.worker for impact in reviewed.changes.standing}
    (gone,) = [one for one in reviewed.changes.impacts if one.fate == GONE]
    assert gone.change.worker == "Supplier records" and not gone.stands
    assert "Supplier records" not in standing, "nor do Changes, Trends and check say so"
    assert not [item for item in reviewed.items if item.lead.kind == facts.STUCK]
    assert CLOSED not in [row.cause.label for row in reviewed.causes.rows]


def test_no_worker_is_told_as_worse_and_better_at_once(home: Path, reviewed: Review) -> None:
    told = six_sentences(reviewed, reading(home).about, "", judged=True)
    (changes,) = [sentence for sentence in told if sentence.startswith("Worse since")]
    worse, better = changes.split("better since")
    assert "Lead triage (instructions v2 → v3)" in worse
    assert "Lead triage" not in better and "Invoice follow-up" in better
