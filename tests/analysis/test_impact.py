"""What is compared around a change: its windows, whose run is whose, and when a verdict comes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.change import plan
from dashboard.analysis.changes import all_changes
from dashboard.analysis.impact import Impact
from dashboard.ledger.ledger import Ledger
from dashboard.recording import record_change
from dashboard.store.filters.filters import ALL
from dashboard.words.change_rows import note
from dashboard.words.change_times import plan_words, when, when_possible
from dashboard.words.changes import finding
from tests.analysis.edited import DAYS, TURN, changes_of, iso, only, reading, runs
from tests.workspaces import FIRST, import_runs


def logged(what: str, old: str, new: str, day: float = TURN) -> dict[str, Any]:
    return {"worker_id": "ann", "changed_at": iso(day), "what": what, "old": old, "new": new}


def unversioned(**more: Any) -> list[dict[str, Any]]:
    return [run | {"instructions_version": None} | more for run in runs(lambda day: {})]


def test_at_most_28_days_before_and_56_after_are_compared(tmp_path: Path) -> None:
    made = [
        run | {"instructions_version": "v1" if run["created_at"] < iso(-40) else "v2"}
        for run in runs(lambda day: {}, a_day=2, start=-100)
    ]
    found = only(changes_of(tmp_path / "home", *made))
    assert found.window.at - found.window.since == timedelta(days=28)
    assert found.window.until - found.window.at == timedelta(days=56)
    assert (found.sides.all_before.n, found.sides.all_after.n) == (56, 112)
    assert not found.open


@pytest.mark.parametrize(
    ("what", "field", "old", "new", "carried"),
    [
        ("instructions", "instructions_version", "v1", "v2", "v2"),
        ("model", "model", "large", "small", "small"),
        ("status", "worker_status", "active", "paused", "paused"),
        ("context", "context_sources", "tasks, CRM", "tasks", ["tasks"]),
        ("tools", "tool_categories", "CRM; files", "files; CRM; mail", ["mail", "CRM", "files"]),
    ],
)
def test_a_run_with_the_new_value_before_the_change_is_early(
    tmp_path: Path, what: str, field: str, old: str, new: str, carried: Any
) -> None:
    made = unversioned()
    for run in made[100:103]:
        run[field] = carried
    found = next(
        impact
        for impact in changes_of(tmp_path / "home", *made, changes=[logged(what, old, new)]).impacts
        if impact.change.main.origin == "export"
    )
    assert (found.early, found.late) == (3, 0)
    assert found.sides.all_before.n == 197


def test_a_text_s_hash_tells_whose_a_run_is_where_its_label_does_not(tmp_path: Path) -> None:
    made = [
        run | {"instructions_id": "a" * 16 if run["created_at"] < iso(TURN) else "b" * 16}
        for run in unversioned()
    ]
    made[-1]["instructions_id"] = "a" * 16
    found = only(changes_of(tmp_path / "home", *made))
    assert (found.change.main.old_id, found.change.main.new_id) == ("a" * 16, "b" * 16)
    assert found.late == 1


def test_a_run_of_unknown_length_was_not_running_during_a_change(tmp_path: Path) -> None:
    made = [run | {"duration_ms": None} for run in runs(lambda day: {})]
    assert only(changes_of(tmp_path / "home", *made)).during == 0
    endless = [run | {"duration_ms": 10**17} for run in made[:100]]
    found = only(changes_of(tmp_path / "endless", *endless, *made[100:]))
    assert found.during == 100 and found.sides.all_before.n == 100


def test_the_days_left_count_the_runs_that_can_be_compared(tmp_path: Path) -> None:
    """Of ten runs a day after the change, three keep the old model."""

    def model(day: int) -> dict[str, Any]:
        return {"model": "large"}

    made = []
    for n, run in enumerate(runs(model, (0.9, 0.9), days=TURN + 12)):
        kept = run["created_at"] < iso(TURN) or n % 10 < 3
        made.append(run | {"model": "large" if kept else "small"})
    found = next(
        impact
        for impact in changes_of(tmp_path / "home", *made).impacts
        if "instructions" in impact.change.what
    )
    assert found.sides.within == ("model",) and found.per_day == pytest.approx(3, rel=0.1)
    assert found.still_needed and found.still_needed > 3 * 44 and found.days_needed is None, (
        "44 days are left"
    )


def test_a_young_worker_s_traffic_counts_from_its_first_run(tmp_path: Path) -> None:
    """Bob has run for a hundred days; Ann for five, forty runs a day."""
    old = [
        run | {"run_id": f"b{run['run_id']}", "worker_id": "bob", "worker": "Bob"}
        for run in runs(lambda day: {"instructions_version": "v1"}, a_day=1, start=-60)
    ]
    young = [
        run | {"instructions_version": "v1" if run["created_at"] < iso(39) else "v2"}
        for run in runs(lambda day: {}, a_day=40, start=35)
    ]
    found = only(changes_of(tmp_path / "home", *old, *young))
    assert found.change.worker == "Ann" and found.per_day == pytest.approx(40, rel=0.15)
    home = reading(import_runs(tmp_path / "plan", *old, *young[:160]))
    assert plan(home, "ann").per_day == pytest.approx(40, rel=0.15)


def test_no_day_is_named_for_a_verdict_beyond_the_eight_weeks(tmp_path: Path) -> None:
    """Some two runs a week: thirty come long after the window has closed."""
    made = [
        run
        for n, run in enumerate(runs(lambda day: {}, (0.9, 0.9), days=34))
        if run["created_at"] < iso(TURN) or n % 35 == 0
    ]
    found = only(changes_of(tmp_path / "home", *made))
    assert found.still_needed and found.still_needed / found.per_day > 56
    assert found.days_needed is None and when(found) == ""
    assert "more than come within 8 weeks" in when_possible(found)
    soon = only(changes_of(tmp_path / "soon", *runs(lambda day: {}, (0.9, 0.9), days=TURN + 3)))
    assert soon.still_needed and soon.days_needed == pytest.approx(soon.still_needed / 10, rel=0.1)
    assert when(soon).startswith("in about ")


def test_a_run_that_ends_just_when_a_change_is_made_is_before_it(tmp_path: Path) -> None:
    """One made just then is after it; one that ended a second later was running."""
    made = unversioned(duration_ms=None)
    for run, second in ((made[198], 0), (made[199], 1)):
        run["finished_at"] = (FIRST + timedelta(days=TURN, seconds=second)).isoformat()
    found = only(changes_of(tmp_path / "home", *made, changes=[logged("status", "a", "b")]))
    assert (found.during, found.sides.all_before.n, found.sides.all_after.n) == (1, 199, 200)


def test_runs_made_from_the_first_to_the_last_of_several_changes_are_on_no_side(
    tmp_path: Path,
) -> None:
    """The second is made forty minutes after the first, just with the third run."""
    log = [logged("context", "a", "b"), logged("status", "a", "b", TURN + 40 / 1440)]
    found = only(changes_of(tmp_path / "home", *unversioned(duration_ms=None), changes=log))
    assert found.change.begun < found.change.at
    assert (found.during, found.sides.all_before.n, found.sides.all_after.n) == (2, 200, 198)


@pytest.mark.parametrize(("days", "a_day"), [(6, 320 / 26), (7, 20)])
def test_from_a_week_on_a_change_s_own_runs_say_how_many_come_a_day(
    tmp_path: Path, days: int, a_day: float
) -> None:
    """Twenty days of ten runs, then twenty a day: in its first week both count."""
    before = runs(lambda day: {}, days=TURN)
    made = [*before, *runs(lambda day: {}, a_day=20, start=TURN, days=TURN + days)]
    found = only(changes_of(tmp_path / "home", *made, as_of=iso(TURN + days)))
    assert found.per_day == pytest.approx(a_day, abs=0.6)


def test_where_completed_runs_count_as_good_the_bad_ones_are_in_clusters_and_days(
    tmp_path: Path,
) -> None:
    """Fifty tasks ran four times each before the change, and of each all runs completed, or none;
    which of them were bad is known of them alone, and differs from day to day."""
    made = []
    for n, run in enumerate(runs(lambda day: {})):
        day, place = divmod(n, 10)
        failed, before = place == 9, day < TURN
        made.append(
            run
            | {
                "task_id": f"t{day % 5}-{place}" if before else None,
                "status": "failed" if failed else "completed",
                "quality": ("bad" if day % 2 else "good") if before and not failed else None,
            }
        )
    found = only(changes_of(tmp_path / "home", *made))
    assert found.sides.by_failures and found.sides.all_before.value == 0.9
    assert found.sides.days.before == pytest.approx(1)
    assert found.sides.all_before.effect == pytest.approx(4 * 50 / 49)


def test_of_a_task_the_last_end_before_a_change_and_the_first_one_after_it_are_a_pair(
    tmp_path: Path,
) -> None:
    """Each of thirty tasks worked and then failed, on either side of the change."""
    made = [
        {"run_id": f"{task}-{day}", "worker_id": "ann", "worker": "Ann", "task_id": f"t{task}"}
        | {"status": status, "created_at": iso(day + task / 100)}
        | {"instructions_version": "v1" if day < TURN else "v2"}
        for task in range(30)
        for day, status in ((10, "completed"), (19, "failed"), (20, "completed"), (30, "failed"))
    ]
    found = only(changes_of(tmp_path / "home", *made)).pairs
    assert found and (found.tasks, found.better, found.worse) == (30, 30, 0)


@pytest.mark.parametrize(("minutes", "over"), [(-1, True), (0, True), (1, False)])
def test_the_time_after_a_change_is_over_once_the_next_one_is_made(
    tmp_path: Path, minutes: int, over: bool
) -> None:
    """The next one is made when the data ends, or a minute before or after that."""
    end, turn = TURN + 5, logged("status", "a", "b")
    following = logged("status", "b", "c", end + minutes / 1440)
    made = unversioned()[: end * 10]
    listed = changes_of(tmp_path / "home", *made, changes=[turn, following], as_of=iso(end)).listed
    first, *_ = sorted(listed, key=lambda one: one.change.at)
    told = when_possible(first)
    assert (told == "No verdict will be possible: the time after this change is over.") == over
    assert (note(first) == "no verdict possible") == over


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DAYS + 9, "The data ends before this change; before, "),
        (-200, "within 8 weeks of this one; there are no runs just before it either."),
    ],
)
def test_a_change_outside_the_data_says_so(tmp_path: Path, day: int, said: str) -> None:
    home = import_runs(tmp_path / "home", *unversioned())
    record_change(Ledger(home), reading(home), "Ann", FIRST + timedelta(days=day), "model")
    told = finding(only(all_changes(reading(home), ALL)), judged=False)
    assert said in told and "none completed" not in told


def test_where_ten_points_take_too_long_the_plan_says_what_shows(tmp_path: Path) -> None:
    made = [run | {"instructions_version": "v1"} for run in runs(lambda day: {}, a_day=4)]
    told = plan(reading(import_runs(tmp_path / "few", *made)), "ann")
    assert told.days is None and told.larger
    change, needed = told.larger
    assert change > 0.10 and needed / told.per_day <= 56
    assert f"one of {100 * change:.0f} points takes about" in plan_words(told)
    many = [run | {"instructions_version": "v1"} for run in runs(lambda day: {}, a_day=40)]
    soon = plan(reading(import_runs(tmp_path / "many", *many)), "ann")
    assert soon.days and soon.larger is None and "of 10 points shows after" in plan_words(soon)
    new = plan(reading(import_runs(tmp_path / "new", *made[:20])), "ann")
    assert new.larger is None and "too few to compare with" in plan_words(new)


def test_a_confounded_change_awaits_no_verdict(tmp_path: Path) -> None:
    def model(day: int) -> dict[str, Any]:
        return {"model": "large" if day < TURN else "small"}

    found: Impact = only(changes_of(tmp_path / "home", *runs(model, days=TURN + 5)))
    assert found.sides.confounded_by and found.still_needed is None and when(found) == ""
    assert when_possible(found) == "No verdict is possible from these runs."


def test_too_few_runs_before_are_said_to_be(tmp_path: Path) -> None:
    short = [run for run in runs(lambda day: {}) if run["created_at"] >= iso(TURN - 2)]
    found = only(changes_of(tmp_path / "home", *short))
    assert found.sides.all_before.n == 20
    assert "too few runs before" in when_possible(found)
    more = [
        run | {"status": "completed" if n % (12, 7)[run["created_at"] >= iso(TURN)] else "failed"}
        for n, run in enumerate(runs(lambda day: {}, days=TURN + 2))
        if run["created_at"] >= iso(TURN - 6)
    ]
    found = only(changes_of(tmp_path / "more", *more))
    assert found.sides.all_before.n == 60 and found.days_needed
    assert "With so few runs before, only a change of about 20 points or more" in when_possible(
        found
    )
