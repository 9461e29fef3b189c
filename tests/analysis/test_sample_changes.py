"""The changes of the sample workspace: what is true of them is told, and nothing else."""

from __future__ import annotations

import pytest

from dashboard.analysis.change import ChangeDetail, change, key_of, plan
from dashboard.analysis.change_evidence import causes_moved
from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.changes import all_changes
from dashboard.analysis.impact import Impact
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    NO_CLEAR,
    REGRESSED,
)
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.words.change_times import plan_words
from dashboard.words.edits import is_shift
from tests.analysis.edited import reading
from tests.workspaces import import_sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> History:
    return reading(import_sample(tmp_path_factory.mktemp("sample") / "home"))


def of(history: History, worker: str) -> Impact:
    return next(
        impact for impact in all_changes(history, ALL).impacts if impact.change.worker == worker
    )


def detail_of(history: History, worker: str) -> ChangeDetail:
    return change(history, ALL, key_of(of(history, worker)))


def test_truths_1_and_2_an_edit_that_hurts_and_one_that_helps(sample: History) -> None:
    hurt, helped = of(sample, "Invoice follow-up"), of(sample, "Lead triage")
    assert (hurt.verdict, helped.verdict) == (REGRESSED, IMPROVED)
    assert hurt.estimate and hurt.estimate.value == pytest.approx(-0.15, abs=0.02)
    assert helped.estimate and helped.estimate.value == pytest.approx(0.12, abs=0.02)
    detail = detail_of(sample, "Invoice follow-up")
    top = detail.moved[0]
    assert top.cause.key == "disabled-tool" or "disabled" in top.cause.label
    assert top.real and top.before == 0
    failure = [1 - (rate.value or 0) for rate in (hurt.sides.all_after, hurt.sides.all_before)]
    assert sum(cause.change for cause in detail.moved) == pytest.approx(failure[0] - failure[1])
    assert detail.expected and hurt.sides.all_after.s < detail.expected.low
    (edit,) = detail.edits
    assert "CRM" in "".join(piece.added for piece in edit.pieces)
    assert [(finding.kind, finding.subject) for finding in edit.findings] == [
        ("tool category", "CRM")
    ]
    assert len(detail.broke) == 3 and not detail.mended


def test_truth_3_two_things_at_once(sample: History) -> None:
    found = of(sample, "Contract summary")
    assert found.verdict == CONFOUNDED and found.sides.confounded_by == ("model",)
    assert found.change.what == ("instructions", "model")
    (advice,) = all_changes(sample, ALL).too_close
    assert (advice.worker, advice.keep, advice.hold_back) == (
        "Contract summary",
        "instructions",
        ("model",),
    )


def test_truth_4_other_work_is_no_effect(sample: History) -> None:
    found = of(sample, "Refund desk")
    assert found.observed and found.observed.interval[1] < 0, "looked at once, it fell"
    assert found.sides.shifted and found.verdict == NO_CLEAR
    assert found.estimate and abs(found.estimate.value) < 0.02
    expected = detail_of(sample, "Refund desk").expected
    assert expected and expected.low <= found.sides.all_after.s <= expected.high


def test_truth_5_too_early_to_tell(sample: History) -> None:
    found = of(sample, "Meeting preparation")
    assert found.verdict == NO_CLEAR and found.still_needed and found.days_needed
    assert 50 <= found.sides.all_after.n <= 70
    detail = detail_of(sample, "Meeting preparation")
    assert len(detail.ribbon) > 100 and detail.unit == "day"


def test_truth_6_a_shift_that_nobody_recorded(sample: History) -> None:
    found = of(sample, "Supplier records")
    assert found.change.what == (NOT_RECORDED,) and found.verdict == REGRESSED
    assert found.change.at.date().isoformat() == "2026-11-08", "day 62"


def test_no_other_worker_is_called_regressed_or_improved(sample: History) -> None:
    answer = all_changes(sample, ALL)
    called = {
        impact.change.worker for impact in answer.impacts if impact.verdict in (REGRESSED, IMPROVED)
    }
    assert called == {"Invoice follow-up", "Lead triage", "Supplier records"}
    assert [impact.change.worker for impact in answer.standing] == [
        "Invoice follow-up",
        "Supplier records",
    ]
    assert [impact.harm for impact in answer.impacts] == sorted(
        (impact.harm for impact in answer.impacts), reverse=True
    )
    assert "Supplier records" in {worker.worker for worker in worker_weeks(sample, ALL).worse}


def test_a_white_space_edit_is_told_as_one(sample: History) -> None:
    (edit,) = detail_of(sample, "Applicant mail").edits
    assert edit.whitespace_only and not edit.same and not edit.findings


def test_the_period_chooses_changes_and_not_the_runs_beside_them(sample: History) -> None:
    week = parse({"since": ["2026-10-26"], "until": ["2026-10-28"]}, "UTC").filters
    found = all_changes(sample, week)
    assert {impact.change.worker for impact in found.impacts} == {
        "Invoice follow-up",
        "Lead triage",
    }
    whole = of(sample, "Lead triage")
    same = next(impact for impact in found.impacts if impact.change.worker == "Lead triage")
    assert (same.sides, same.window.since) == (whole.sides, whole.window.since)


def test_a_filter_by_how_runs_ended_changes_no_verdict(sample: History) -> None:
    failed = ALL.choosing("outcome", ["failed"])
    assert all_changes(sample, failed).impacts == all_changes(sample, ALL).impacts


def test_the_next_change_of_a_worker_is_planned_by_its_traffic(sample: History) -> None:
    found = plan(sample, "Ticket summary")
    assert found.runs and found.days
    assert found.per_day == pytest.approx(8, abs=1.5)
    assert found.days == pytest.approx(found.runs / found.per_day, abs=1)


def test_the_next_change_is_planned_by_the_runs_since_a_shift(sample: History) -> None:
    (found,) = (one for one in all_changes(sample, ALL).standing if is_shift(one.change))
    planned = plan(sample, found.change.worker_id)
    assert planned.before == found.sides.all_after
    assert "112 runs since the last change or shift" in plan_words(planned)


def test_causes_of_several_changes_are_those_of_each(sample: History) -> None:
    found = all_changes(sample, ALL).listed
    together = causes_moved(sample, ALL, found)
    assert together == [causes_moved(sample, ALL, [one])[0] for one in found]
    assert sum(map(bool, together)) > 3
