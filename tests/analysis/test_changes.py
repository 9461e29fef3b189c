"""What came after changes: the sample's truths, and what is left out, kept apart or not decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from dashboard.analysis.change import ChangeDetail, change, key_of, plan
from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.changes import all_changes
from dashboard.analysis.impact import IN_FORCE, RECOVERED, REPLACED, STILL_WORSE, Impact
from dashboard.analysis.verdict import (
    CONFOUNDED,
    IMPROVED,
    NO_CLEAR,
    NOT_ENOUGH,
    REGRESSED,
)
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.cli.show.changes import impact_document
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filter_links import parse
from dashboard.store.filters import ALL
from dashboard.store.history import History
from dashboard.words.all_changes import headline, not_listed
from dashboard.words.change_certainty import left_out
from dashboard.words.changes import label, why
from tests.analysis.edited import TURN, changes_of, iso, only, reading, runs
from tests.workspaces import FIRST, import_runs, import_sample


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


def test_a_drop_after_an_edit_that_only_the_runs_show(tmp_path: Path) -> None:
    found = only(changes_of(tmp_path / "home", *runs(lambda day: {}, (0.95, 0.7))))
    assert found.verdict == REGRESSED and found.change.main.origin == "derived"
    assert (found.change.main.old, found.change.main.new) == ("v1", "v2")
    assert (found.sides.all_before.n, found.sides.all_after.n) == (200, 200)


def test_a_model_that_changed_at_once_confounds_unless_some_runs_keep_the_old_one(
    tmp_path: Path,
) -> None:
    def at_once(day: int) -> dict[str, Any]:
        return {"model": "large" if day < TURN else "small"}

    def partly(day: int) -> dict[str, Any]:
        return {"model": "small" if day >= TURN and day % 2 else "large"}

    whole = only(changes_of(tmp_path / "whole", *runs(at_once, (0.95, 0.7))))
    assert whole.verdict == CONFOUNDED and whole.sides.confounded_by == ("model",)
    half = next(
        impact
        for impact in changes_of(tmp_path / "half", *runs(partly, (0.95, 0.7))).impacts
        if impact.change.main.what == "instructions"
    )
    assert half.verdict == REGRESSED and half.sides.within == ("model",)
    assert half.sides.after.n == 100 < half.sides.all_after.n


def test_a_trigger_that_came_with_the_edit_confounds_it(tmp_path: Path) -> None:
    planted = runs(lambda day: {"trigger": "schedule" if day < TURN else "event"}, (0.95, 0.7))
    found = only(changes_of(tmp_path / "home", *planted))
    assert found.verdict == CONFOUNDED and found.sides.confounded_by == ("trigger",)


def test_work_of_another_kind_altogether_can_t_be_compared(tmp_path: Path) -> None:
    planted = runs(lambda day: {"record_type": "lead" if day < TURN else "deal"}, (0.95, 0.7))
    found = only(changes_of(tmp_path / "home", *planted))
    assert found.verdict == CONFOUNDED
    assert found.sides.confounded_by == ("no comparable runs",)


@pytest.mark.parametrize("easy_left", [0, 3])
def test_harder_work_is_no_effect_whatever_else_tells_runs_apart(
    tmp_path: Path, easy_left: int
) -> None:
    """What starts a run varies on both sides and says nothing of how it ends."""
    hard = [
        run
        | {
            "record_type": "easy" if day < TURN or n % 10 < easy_left else "hard",
            "trigger": ("schedule", "person")[n % 2],
            "status": "failed" if n % 10 >= (9 if day < TURN else 6) else "completed",
        }
        for n, run in enumerate(runs(lambda day: {}))
        for day in [n // 10]
    ]
    assert only(changes_of(tmp_path / "home", *hard)).verdict == CONFOUNDED


def test_many_kinds_of_few_runs_are_compared_together_where_the_work_stays(tmp_path: Path) -> None:
    planted = [
        run | {"record_type": f"type {n * 37 % 101}", "trigger": ("schedule", "person")[n % 2]}
        for n, run in enumerate(runs(lambda day: {}, (0.95, 0.6)))
    ]
    assert only(changes_of(tmp_path / "home", *planted)).verdict == REGRESSED


def test_few_runs_after_are_too_few_and_it_says_how_many_more(tmp_path: Path) -> None:
    found = only(changes_of(tmp_path / "home", *runs(lambda day: {}, (0.95, 0.0), days=TURN + 2)))
    assert found.verdict == NOT_ENOUGH and found.sides.all_after.n == 20
    assert found.still_needed and found.days_needed == pytest.approx(
        found.still_needed / 10, rel=0.2
    )


def test_runs_of_one_task_count_as_fewer(tmp_path: Path) -> None:
    made = [
        run
        | {
            "task_id": f"t{n % 10}",
            "status": "failed" if n % 10 < 3 else "completed",
        }
        for n, run in enumerate(runs(lambda day: {}))
    ]
    found = only(changes_of(tmp_path / "home", *made))
    assert found.sides.after.effect > 5 and found.verdict == NOT_ENOUGH
    assert found.sides.after.n == 200 and "count as fewer than 30" in why(found)


def test_runs_that_were_running_during_the_change_are_left_out_and_counted(tmp_path: Path) -> None:
    log = {
        "worker_id": "ann",
        "changed_at": (FIRST + timedelta(days=TURN, minutes=90)).isoformat(),
        "what": "instructions",
        "old": "v1",
        "new": "v2",
    }
    made = [run | {"instructions_version": None, "duration_ms": 3_600_000}
            for run in runs(lambda day: {})]  # fmt: skip
    found = only(changes_of(tmp_path / "home", *made, changes=[log]))
    assert found.during == 3, "created at 40, 60 and 80 minutes, an hour long"
    assert found.sides.all_before.n + found.sides.all_after.n + 3 == len(made)


def test_a_run_s_own_version_beats_the_log(tmp_path: Path) -> None:
    log = {
        "worker_id": "ann",
        "changed_at": (FIRST + timedelta(days=TURN, minutes=50)).isoformat(),
        "what": "instructions",
        "old": "v1",
        "new": "v2",
    }
    made = list(runs(lambda day: {}))
    made[-1]["instructions_version"] = "v1"
    found = only(changes_of(tmp_path / "home", *made, changes=[log]))
    assert found.early == 3, "three runs had v2 before the log says so"
    assert found.late == 1


def test_scores_that_cover_one_side_only_are_left_out(tmp_path: Path) -> None:
    made = []
    for n, run in enumerate(runs(lambda day: {})):
        after = run["instructions_version"] == "v2"
        bad = after and run["status"] == "completed" and n % 2 == 0
        judged = "bad" if bad else "good" if after else None
        made.append(run | {"quality": judged if run["status"] == "completed" else None})
    found = only(changes_of(tmp_path / "home", *made))
    assert found.sides.by_failures and found.verdict == NO_CLEAR
    alike = [run | {"quality": run["quality"] or ("good" if run["status"] == "completed" else None)}
             for run in made]  # fmt: skip
    assert only(changes_of(tmp_path / "alike", *alike)).verdict == REGRESSED


def test_windows_end_at_the_changes_beside_and_changes_within_three_days_are_told(
    tmp_path: Path,
) -> None:
    def version(day: int) -> dict[str, Any]:
        label = "v1" if day < TURN else "v2" if day < TURN + 2 else "v3"
        return {"instructions_version": label}

    found = changes_of(tmp_path / "home", *runs(version))
    first, second = sorted(found.impacts, key=lambda impact: impact.change.at)
    assert first.window.until == second.change.at and second.window.since == first.change.at
    assert not first.open and second.open
    (advice,) = found.too_close
    assert (advice.keep, advice.hold_back) == ("instructions", ())


def test_a_regression_that_was_rolled_back_stands_no_more(tmp_path: Path) -> None:
    def version(day: int) -> dict[str, Any]:
        return {"instructions_version": "v2" if TURN <= day < TURN + 10 else "v1"}

    made = [
        run | ({"status": "completed"} if run["created_at"] >= iso(TURN + 10) else {})
        for run in runs(version, (0.97, 0.6))
    ]
    found = changes_of(tmp_path / "home", *made)
    by_time = sorted(found.impacts, key=lambda impact: impact.change.at)
    assert [impact.verdict for impact in by_time][:1] == [REGRESSED]
    assert [(impact.change.main.old, impact.change.main.new) for impact in by_time] == [
        ("v1", "v2"),
        ("v2", "v1"),
    ]
    assert found.standing == ()


@pytest.mark.parametrize(
    ("then", "stands"),
    [
        (1.00, False),  # a later edit brought the rate back
        (0.93, False),  # to within five points
        (0.75, True),  # a later edit helped, and most is still lost
        (0.50, True),
    ],
)
def test_a_regression_stands_until_the_rate_is_back(
    tmp_path: Path, then: float, stands: bool
) -> None:
    def version(day: int) -> dict[str, Any]:
        return {"instructions_version": "v1" if day < 0 else "v2" if day < TURN else "v3"}

    # 97 of 100 before, 50 of 100 with v2, and then as planted, on all days alike
    made = [
        run | {"status": "completed" if 37 * n % 100 < 100 * share else "failed"}
        for n, run in enumerate(runs(version, start=-20))
        for share in [
            0.97 if run["created_at"] < iso(0) else 0.5 if run["created_at"] < iso(TURN) else then
        ]
    ]
    found = changes_of(tmp_path / "home", *made)
    worst = found.impacts[0]
    assert worst.verdict == REGRESSED and worst.change.main.new == "v2"
    assert (worst in found.standing) is stands


def planted(*parts: tuple[int, float, str]) -> Iterator[dict[str, Any]]:
    """Days of ten runs each, from day −90 on, in which a share succeeds, spread evenly, by version
    of the instructions."""
    day, n = -90, 0
    for days, share, version in parts:
        for at in range(day, day + days):
            for place in range(10):
                yield {
                    "run_id": f"r{n}", "worker_id": "ann", "worker": "Ann",
                    "created_at": iso(at + place / 72),
                    "status": "completed" if 37 * n % 100 < 100 * share else "failed",
                    "instructions_version": version,
                }  # fmt: skip
                n += 1
        day += days


BEFORE, WORSE = (20, 0.9, "v1"), (20, 0.6, "v2")


@pytest.mark.parametrize(
    ("since", "stands"),
    [
        ([(2, 0.9, "v1")], False),  # taken back, and its first runs go as before
        ([(2, 0.6, "v1")], True),  # taken back, and still no better
        ([(1, 0.9, "v1"), (12, 0.6, "v2")], True),  # back for a day, and there again
        ([(2, 0.9, "v3")], True),  # another edit must show that it is better
        ([(20, 0.7, "v3"), (20, 0.8, "v4"), (20, 0.9, "v5")], False),  # back step by step
        ([(20, 0.7, "v3"), (20, 0.8, "v4")], True),
    ],
)
def test_a_regression_stands_until_later_runs_are_as_good_as_those_before(
    tmp_path: Path, since: list[tuple[int, float, str]], stands: bool
) -> None:
    found = changes_of(tmp_path / "home", *planted(BEFORE, WORSE, *since))
    first = min(found.impacts, key=lambda impact: impact.change.at)
    assert first.verdict == REGRESSED
    assert (first in found.standing) is stands


def models(*parts: tuple[int, float, str]) -> list[dict[str, Any]]:
    """As planted, by model."""
    return [
        {**run, "instructions_version": None, "model": run["instructions_version"]}
        for run in planted(*parts)
    ]


MODELS = (20, 0.9, "m1"), (20, 0.6, "m2")


@pytest.mark.parametrize(
    ("since", "fate", "told", "stands"),
    [
        ([], IN_FORCE, "", True),
        ([(1, 0.6, "m3")], REPLACED, "replaced since", False),  # before it could recover
        ([(20, 0.6, "m3")], STILL_WORSE, "replaced since, still worse", True),
        ([(20, 0.85, "m3")], REPLACED, "replaced since", False),
        ([(20, 0.9, "m1")], RECOVERED, "recovered since", False),
        ([(20, 0.9, "m3")], RECOVERED, "recovered since", False),
        ([(20, 0.85, "m3"), (20, 0.6, "m2")], IN_FORCE, "", True),  # there again
        ([(20, 0.6, "m3"), (1, 0.6, "m4")], REPLACED, "replaced since", False),
    ],
)
def test_a_regression_of_what_was_replaced_stands_no_more(
    tmp_path: Path, since: list[tuple[int, float, str]], fate: str, told: str, stands: bool
) -> None:
    home = import_runs(tmp_path / "home", *models(*MODELS, *since))
    found = all_changes(reading(home), ALL)
    first = min(found.impacts, key=lambda impact: impact.change.at)
    assert first.verdict == REGRESSED and first.fate == fate
    assert (first in found.standing) is first.stands is stands
    detail = change(reading(home), ALL, key_of(first))
    assert detail.impact == first, "list and detail agree"
    assert label(first) == "▼ regressed" + f", {told}" * bool(told)
    assert told in headline(found) and ("(" in headline(found)) is bool(told)
    assert ("since" in why(first).split("does that.")[1].lower()) is bool(told)
    document = impact_document(first, ())
    assert document["stands"] is stands and document["recovered"] is (fate == RECOVERED)
    assert document["replaced"] is told.startswith("replaced")


@pytest.mark.parametrize(("days", "close"), [(2, True), (3, False)])
def test_a_change_that_has_its_verdict_is_not_too_close_to_the_next(
    tmp_path: Path, days: int, close: bool
) -> None:
    """Thirty runs of m2 are enough for its verdict, twenty are not."""
    home = import_runs(tmp_path / "home", *models((20, 1, "m1"), (days, 0, "m2"), (9, 1, "m3")))
    assert bool(all_changes(reading(home), ALL).too_close) is close


def test_a_change_that_is_still_to_come_mends_nothing(tmp_path: Path) -> None:
    home = import_runs(tmp_path / "home", *planted(BEFORE, WORSE))
    record_change(Ledger(home), reading(home), "Ann", FIRST + timedelta(days=400), "instructions",
                  old="v2", new="v1")  # fmt: skip
    found = all_changes(reading(home), ALL)
    assert len(found.impacts) == 2 and len(found.standing) == 1


def test_changes_too_close_to_be_judged_alone_are_judged_as_one_where_the_rate_moved(
    tmp_path: Path,
) -> None:
    edits = ((20, 0.9, "v1"), (2, 0.6, "v2"), (1, 0.6, "v3"), (30, 0.6, "v4"))
    found = only(changes_of(tmp_path / "home", *planted(*edits)))
    assert found.verdict == REGRESSED and len(found.change.changes) == 3
    assert (found.change.net.old, found.change.net.new) == ("v1", "v4")
    assert (found.sides.all_before.n, found.during, found.sides.all_after.n) == (200, 30, 300)
    assert left_out(found) == ["30 runs were created or running during the change and left out."]
    steady = [(days, 0.9, version) for days, _, version in edits]
    calm = changes_of(tmp_path / "calm", *planted(*steady))
    assert [impact.verdict for impact in calm.impacts] == [NOT_ENOUGH] * 3, (
        "nothing to tell of them"
    )


def test_two_things_changed_a_day_apart_are_told_as_something_else_too(tmp_path: Path) -> None:
    made = [
        run | {"context_sources": ["tasks"] if run["created_at"] < iso(-68) else ["docs"]}
        for run in planted((20, 0.9, "v1"), (2, 0.6, "v2"), (30, 0.6, "v2"))
    ]
    found = only(changes_of(tmp_path / "home", *made))
    assert found.verdict == CONFOUNDED and found.change.what == ("instructions", "context")
    assert found.harm > 50


def test_a_log_that_repeats_what_holds_tells_no_change(tmp_path: Path) -> None:
    repeated = [
        {"worker_id": "ann", "changed_at": iso(day), "what": what, "old": old, "new": new}
        for day in (-69, -65)
        for what, old, new in (
            ("status", "active", "active"),
            ("tools", "CRM, docs", "docs,CRM"),
            ("instructions", "v2", "v2"),
        )
    ]
    found = changes_of(tmp_path / "home", *planted(BEFORE, WORSE), changes=repeated)
    assert only(found).verdict == REGRESSED and found.idle == 6
    assert only(found).change.main.new == "v2", "what the runs show is told all the same"
    assert "6 entries that change nothing" in not_listed(found)


def test_a_worker_that_shifted_long_ago_is_told_again_when_it_gets_worse(tmp_path: Path) -> None:
    made = planted((60, 0.95, "v1"), (43, 0.7, "v1"), (7, 0.3, "v1"))
    found = changes_of(tmp_path / "home", *made, as_of=iso(20))
    starts = sorted((impact.change.at - FIRST).days for impact in found.impacts)
    assert len(starts) == 2 and -33 <= starts[0] <= -28 and 10 <= starts[1] <= 15


def test_changes_of_workers_without_runs_are_told(tmp_path: Path) -> None:
    log = [{"worker_id": name, "changed_at": iso(TURN), "what": "model", "new": "m"}
           for name in ("nobody", "Ann")]  # fmt: skip
    found = changes_of(tmp_path / "home", *runs(lambda day: {}), changes=log)
    assert found.runless == (("nobody", 1),) and found.known == 1
    assert not_listed(found) == ("Not listed: 1 change of workers that no run names: “nobody”.")


def test_a_recorded_change_is_judged_as_any_other(tmp_path: Path) -> None:
    made = [run | {"instructions_version": None} for run in runs(lambda day: {}, (0.95, 0.7))]
    home = import_runs(tmp_path / "home", *made)
    assert all_changes(reading(home), ALL).known == 0
    at = FIRST + timedelta(days=TURN)
    record_change(
        Ledger(home), reading(home), "Ann", at, "instructions",
        old_text="Be brief.", new_text="Be  brief.", cause="it broke",
    )  # fmt: skip
    history = reading(home)
    found = only(all_changes(history, ALL))
    assert found.verdict == REGRESSED and found.change.main.origin == "recorded"
    detail = change(history, ALL, key_of(found))
    assert detail.aimed and detail.aimed.seen > (detail.aimed.expected or 0)
    assert [edit.whitespace_only for edit in detail.edits] == [True]


def test_a_worker_that_got_worse_this_week_with_few_days_is_told_as_a_shift(tmp_path: Path) -> None:
    made = [
        run | {"instructions_version": "v1", "status": "failed" if late else "completed"}
        for run in runs(lambda day: {}, days=28)
        for late in [run["created_at"] >= iso(21)]
    ]
    found = only(changes_of(tmp_path / "home", *made, as_of=iso(28)))
    assert found.change.what == (NOT_RECORDED,) and found.verdict == REGRESSED


def test_the_next_change_of_a_worker_is_planned_by_its_traffic(sample: History) -> None:
    found = plan(sample, "Ticket summary")
    assert found.runs and found.days
    assert found.per_day == pytest.approx(8, abs=1.5)
    assert found.days == pytest.approx(found.runs / found.per_day, abs=1)


def test_without_changes_or_without_workers_there_is_nothing(tmp_path: Path) -> None:
    empty = changes_of(tmp_path / "home", {"run_id": "1"})
    assert empty.impacts == () and empty.known == 0


@pytest.mark.slow
def test_edits_without_effect_are_hardly_ever_called_however_often_one_looks(
    tmp_path: Path,
) -> None:
    """Thirty workers, all edited on one day, nine in ten runs succeed before and after; loaded
    and looked at on every fourth of the 28 days since. tests/analysis/test_verdict.py looks daily.
    """
    chance = Random(2026)
    called: set[str] = set()
    before: list[dict[str, Any]] = []
    for day in range(-28, 28):
        made = [
            {
                "run_id": f"w{worker}-{day}-{n}",
                "worker_id": f"w{worker}",
                "status": "failed" if chance.random() < 0.1 else "completed",
                "created_at": iso(day + n / 20),
                "instructions_version": "v1" if day < 0 else "v2",
            }
            for worker in range(30)
            for n in range(5)
        ]
        before += made
        if day < 0 or day % 4 < 3:
            continue
        home = import_runs(tmp_path / "home", *before, name=f"day{day}.json")
        before = []
        answer = all_changes(reading(home), ALL)
        called |= {impact.change.worker_id for impact in answer.impacts
                   if impact.verdict in (REGRESSED, IMPROVED)}  # fmt: skip
    assert len({impact.change.worker_id for impact in answer.impacts}) == 30
    print(f"called {len(called)} of 30")
    assert len(called) <= 1
