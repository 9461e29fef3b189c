"""What is counted of a finding is what the finding says, of every finding of real histories."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.analysis.measures import MEASURE, measure_of, subject_of
from dashboard.analysis.review.facts import (
    OTHERS,
    Activity,
    JudgedBad,
    OfCause,
    Suspects,
    Touched,
    Unended,
    WhilePaused,
)
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review, review
from dashboard.analysis.subjects import can_be_expected, counted, is_better
from dashboard.ledger.decisions import (
    MEASURES,
    OF_BAD,
    OF_CAUSE,
    OF_CHECK,
    OF_CUSTOMERS,
    OF_FAILURES,
    OF_PAUSED,
    OF_RUNS,
    OF_STUCK,
    Subject,
)
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.decisions import evidence_of
from dashboard.words.review import why
from tests.workspaces import import_file, import_sample

HISTORIES = ("sample", "tau-bench", "github-actions")


@pytest.fixture(scope="module", params=HISTORIES)
def found(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared_data: Path
) -> tuple[History, Review]:
    home = tmp_path_factory.mktemp(request.param) / "home"
    if request.param == "sample":
        import_sample(home)
    else:
        import_file(home, shared_data / request.param)
    history = current(Home(home))
    assert history
    return history, review(history, ALL)


def told(item: Item) -> int | None:
    """The number that a finding says of what leads it; None where that is a change."""
    lead = item.lead
    match lead.seen:
        case OfCause():
            return lead.seen.gathered if lead.worker_id else lead.seen.all
        case Suspects() | JudgedBad() | Unended() | WhilePaused() | Touched() | Activity():
            return lead.seen.runs
    failed = [fact.seen for fact in item.facts if isinstance(fact.seen, OfCause)]
    return failed[0].gathered if failed else None


def test_what_is_counted_now_is_the_number_of_the_finding(found: tuple[History, Review]) -> None:
    history, reviewed = found
    zone = history.about.zone
    assert reviewed.items
    for item in reviewed.items:
        if item.lead.kind == OTHERS:
            continue  # of which nothing can be expected
        subject, number = subject_of(item), told(item)
        now = counted(history, reviewed.chosen, subject)
        evidence = evidence_of(history, reviewed.chosen, subject)
        assert now.measure == measure_of(subject) and evidence.counted == now.runs
        if number is None:
            continue
        assert now.runs == number, item.key
        assert str(number) in evidence.sentence, item.key
        if not isinstance(item.lead.seen, Activity | Touched):
            assert str(number) in why(item, zone, judged=True), item.key
        if isinstance(item.lead.seen, Suspects):
            assert (now.among, now.usual) == (item.lead.seen.finished, item.lead.seen.usual)
        if isinstance(item.lead.seen, JudgedBad):
            assert (now.among, now.usual) == (item.lead.seen.judged, item.lead.seen.usual)
        if isinstance(item.lead.seen, Activity):
            weeks = item.lead.seen.weeks
            assert now.usual == sum(weeks) / len(weeks)


def test_the_planted_truths_are_counted_by_their_own_measure(
    found: tuple[History, Review], request: pytest.FixtureRequest
) -> None:
    history, reviewed = found
    measures = {measure_of(subject_of(item)) for item in reviewed.items}
    if request.node.callspec.params["found"] != "sample":
        assert not measures - {OF_CAUSE, OF_FAILURES, OF_CHECK, OF_BAD, OF_STUCK}
        return
    assert measures == set(MEASURES)
    by_name = {(item.lead.worker, measure_of(subject_of(item))): item for item in reviewed.items}
    planted = {
        ("Stock check", OF_RUNS): 0,
        ("Product texts", OF_STUCK): 2,
        ("Product texts", OF_CHECK): 6,
        ("Lead triage", OF_CHECK): 9,
        ("Expense check", OF_CHECK): 6,
        ("Delivery notices", OF_PAUSED): 11,
        ("Applicant mail", OF_CUSTOMERS): 1,
    }
    for name, number in planted.items():
        now = counted(history, reviewed.chosen, subject_of(by_name[name]))
        assert now.runs == number, name
        assert can_be_expected(subject_of(by_name[name]), now)


def test_fewer_is_better_of_all_but_runs(found: tuple[History, Review]) -> None:
    history, reviewed = found
    assert [name for name in MEASURES if MEASURE[name].more] == [OF_RUNS]
    for item in reviewed.items:
        now = counted(history, reviewed.chosen, subject_of(item))
        assert is_better(now, now.a_week + 1) == (now.measure == OF_RUNS)
        assert not is_better(now, now.a_week)


def test_nothing_is_expected_where_nothing_can_become_less(found: tuple[History, Review]) -> None:
    history, reviewed = found
    everybody = counted(history, reviewed.chosen, Subject())
    assert not can_be_expected(Subject(), everybody), "nothing is named"
    for item in reviewed.items:
        if item.lead.kind == OTHERS:
            subject = subject_of(item)
            assert not can_be_expected(subject, counted(history, reviewed.chosen, subject))
    worker = next(item.lead.worker_id for item in reviewed.items if item.lead.worker_id)
    assert counted(history, reviewed.chosen, Subject(worker, measure=OF_RUNS)).runs
    none = counted(history, reviewed.chosen, Subject(worker, measure=OF_PAUSED))
    assert not none.runs and not can_be_expected(Subject(worker, measure=OF_PAUSED), none)
