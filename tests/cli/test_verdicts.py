"""Verdicts where good and bad days differ, and of tasks that ran on both sides, as the command
says them of an export."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.cli.conftest import Run

CHANGED = datetime(2026, 10, 20, tzinfo=UTC)
Row = dict[str, Any]


def run(at: datetime, good: bool, **more: Any) -> Row:
    return {
        "run_id": f"r{at:%d-%H%M%S}-{more.get('task_id', '')}",
        "status": "completed" if good else "failed",
        "created_at": at.isoformat(),
        "worker": "Ann",
    } | more


def day(first: datetime, good: int, of: int) -> list[Row]:
    """Runs of one day, a minute apart, the good ones first."""
    return [run(first + timedelta(minutes=n), n < good) for n in range(of)]


def days(before: str, after: str, of: tuple[int, int]) -> list[Row]:
    """Runs of days before and after the change, as good ones of so many a day."""
    rows = []
    for good, n, first in (
        (before.split(), of[0], CHANGED - timedelta(days=len(before.split()))),
        (after.split(), of[1], CHANGED),
    ):
        for number, s in enumerate(good):
            rows += day(first + timedelta(days=number), int(s), n)
    return rows


def judged(worker_runs: Run, rows: list[Row], at: datetime = CHANGED) -> Row:
    """What the command says of the one change."""
    log = [{"worker": "Ann", "changed_at": at.isoformat(), "what": "model", "old": "a", "new": "b"}]
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": rows, "changes": log}))
    assert worker_runs("load", path) == 0, worker_runs.err
    (found,) = (
        change for change in worker_runs.json("show", "changes") if change["what"] == ["model"]
    )
    return dict(found)


@pytest.mark.parametrize(
    ("before", "after", "of", "effects", "interval", "verdict"),
    [
        ("18 " * 10, "14 " * 5, (20, 20), (1, 1), (-0.2000, -0.3399, -0.0600), "regressed"),
        (
            "18 20 16 19 13 20 18 15 20 17 20 12 19 18", "14 19 11 16 13", (20, 20),
            (3.8015, 3.8015), (-0.1406, -0.4279, 0.1467), "not enough runs",
        ),
        (
            "90 " * 7 + "80 " * 7, "76 " * 4 + "70 " * 3, (100, 100),
            (6.6353, 6.6353), (-0.1168, -0.2597, 0.0262), "leaning worse",
        ),
        (
            "90 80 " * 7, "76 70 76 70 76 70 76", (100, 100),
            (2.0327, 2.0327), (-0.1161, -0.1950, -0.0371), "regressed",
        ),
        ("57", "40", (60, 60), (1, 1), (-0.2742, -0.5103, -0.0381), "leaning worse"),
        ("57 56 58", "40 42", (60, 60), (1, 1), (-0.2647, -0.3959, -0.1335), "regressed"),
        (
            "380 352 391 340 372 388 361", "330 362 318", (400, 400),
            (19.3801, 19.3801), (-0.0861, -0.2293, 0.0571), "no clear change",
        ),
    ],
    ids="ABCDFGH",
)  # fmt: skip
def test_published_values(
    worker_runs: Run, before: str, after: str, of: tuple[int, int],
    effects: tuple[float, float], interval: tuple[float, float, float], verdict: str,
) -> None:  # fmt: skip
    found = judged(worker_runs, days(before, after, of))
    assert found["verdict"] == verdict
    got = (found["days"]["effect_after"], found["days"]["effect_before"])
    assert got == pytest.approx(effects, abs=1e-4)
    assert (found["difference"], *found["interval"]) == pytest.approx(interval, abs=1e-4)


def test_a_day_without_runs_is_no_day(worker_runs: Run) -> None:
    """Case E: the days before hold five times as many runs as those after."""
    rows = days("95 88 0 97 82 91", "20 14 0 17", (100, 20))
    empty = {f"{CHANGED + timedelta(days=n):%Y-%m-%d}" for n in (-4, 2)}
    found = judged(worker_runs, [row for row in rows if row["created_at"][:10] not in empty])
    effects = (found["days"]["effect_after"], found["days"]["effect_before"])
    assert effects == pytest.approx((3.2232, 9.0752), abs=1e-4)
    assert (found["difference"], *found["interval"]) == pytest.approx(
        (-0.0536, -0.3501, 0.2429), abs=1e-4
    )
    assert found["verdict"] == "not enough runs"


@pytest.mark.parametrize(
    ("before", "after", "of", "said"),
    [
        ("57", "40", 60, "Seen on 2 days only: a bad day can’t be told from a change yet."),
        (
            "18 20 16 19 13 20 18 15 20 17 20 12 19 18", "14 19 11 16 13", 20,
            "100 runs on 5 days count as 26; 30 are needed.",
        ),
        (
            "90 80 " * 7, "76 70 76 70 76 70 76", 100,
            "Good and bad days differ here by more than chance, so the 1,400 runs before count as "
            "689, and the 700 runs after count as 344.",
        ),
    ],
)  # fmt: skip
def test_days_are_told_of(worker_runs: Run, before: str, after: str, of: int, said: str) -> None:
    judged(worker_runs, days(before, after, (of, of)))
    assert worker_runs("show", "changes") == 0
    assert said in worker_runs.out


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (57, 40, "Seen on 1 day only: a bad day can’t be told from a change yet."),
        (45, 45, "Seen on 1 day only"),
        (450, 450, "A verdict takes 3 more days with runs."),
    ],
)
def test_two_parts_of_a_day_are_one_day(
    worker_runs: Run, before: int, after: int, said: str
) -> None:
    """From midnight and from noon, a run a minute, so many of 60 or of 600 good."""
    noon, of = CHANGED + timedelta(hours=12), 60 if before < 60 else 600
    judged(worker_runs, day(CHANGED, before, of) + day(noon, after, of), noon)
    assert worker_runs("show", "changes") == 0
    assert said in worker_runs.out and "would have shown by now" not in worker_runs.out


def test_part_of_a_day_says_how_many_runs_come_a_day(worker_runs: Run) -> None:
    """200 runs in fourteen hours are 200 a day."""
    noon = CHANGED + timedelta(hours=12)
    found = judged(worker_runs, day(CHANGED, 75, 100) + day(noon, 70, 100), noon)
    assert found["days_still_needed"] == max(found["runs_still_needed"] / 200, 3)


def suite(
    first: datetime, outcomes: str, apart: timedelta = timedelta(minutes=1), begin: int = 0
) -> list[Row]:
    """One run of every task; + for a good one."""
    return [
        run(first + n * apart, good == "+", task_id=f"t{begin + n}")
        for n, good in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("before", "after", "better", "worse", "e_value", "verdict"),
    [
        ("-" * 14 + "+" * 26, "+" * 40, 14, 0, 1092.2667, "improved"),
        ("+" * 40, "-" * 14 + "+" * 26, 0, 14, 1092.2667, "regressed"),
        ("-" * 15 + "+" * 15, "+" * 30, 15, 0, 2048.0, "improved"),
        ("-" * 11 + "+" * 9, "+" * 20, 11, 0, 170.6667, "improved"),
        ("-" * 4 + "+" * 16, "+" * 4 + "-" * 2 + "+" * 14, 4, 2, 0.6095, "not enough runs"),
        ("-" * 8 + "+" * 12, "+" * 8 + "-" + "+" * 11, 8, 1, 5.6889, "leaning better"),
    ],
)
def test_the_same_tasks_on_both_sides_of_one_day_tell_more_than_rates(
    worker_runs: Run, before: str, after: str, better: int, worse: int, e_value: float,
    verdict: str,
) -> None:  # fmt: skip
    noon = CHANGED + timedelta(hours=12)
    rows = suite(CHANGED + timedelta(hours=8), before) + suite(noon, after)
    found = judged(worker_runs, rows, noon)
    same = found["pairs"]
    assert (same["tasks"], same["better"], same["worse"]) == (len(after), better, worse)
    assert same["e_value"] == pytest.approx(e_value, abs=1e-2)
    assert found["verdict"] == verdict


def test_pairs_are_said_in_words(worker_runs: Run) -> None:
    noon = CHANGED + timedelta(hours=12)
    rows = suite(CHANGED, "-" * 14 + "+" * 26) + suite(noon, "+" * 40)
    judged(worker_runs, rows, noon)
    assert worker_runs("show", "changes") == 0
    said = "26 of 40 tasks ended alike; 14 were bad and are good now, none the other way"
    assert said in worker_runs.out


@pytest.mark.parametrize(
    ("why", "before", "after"),
    [
        ("nine tasks", suite(CHANGED, "-" * 9), suite(CHANGED + timedelta(hours=12), "+" * 9)),
        (
            "other work after",
            suite(CHANGED, "-" * 20),
            suite(CHANGED + timedelta(hours=12), "+" * 20)
            + suite(CHANGED + timedelta(hours=13), "+" * 6, begin=50),
        ),
    ],
)
def test_pairs_do_not_count(
    worker_runs: Run, why: str, before: list[Row], after: list[Row]
) -> None:
    found = judged(worker_runs, before + after, CHANGED + timedelta(hours=12))
    assert found["pairs"] is None, why


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_task_whose_tries_at_one_time_ended_otherwise_has_no_pair(
    worker_runs: Run, names: str
) -> None:
    """Two tries a task at nine and at two; of the first, fourteen tasks have a good one and a bad
    one. Whatever the tries are called, six tasks are too few to count as pairs."""
    nine, two = CHANGED + timedelta(hours=9), CHANGED + timedelta(hours=14)
    rows = [
        run(at, good, task_id=f"t{task}") | {"run_id": f"{at:%H}-{task}-{name}"}
        for task in range(20)
        for at, ends in ((nine, (task < 14, False)), (two, (task < 17, task < 17)))
        for name, good in zip(names, ends, strict=True)
    ]
    found = judged(worker_runs, rows, two)
    assert found["pairs"] is None and found["verdict"] == "not enough runs"


def test_tasks_that_ran_again_because_they_failed_decide_nothing(worker_runs: Run) -> None:
    """Half of all runs fail, before and after; the twelve failed ones are tried again."""
    noon = CHANGED + timedelta(hours=12)
    rows = suite(CHANGED, "-" * 24 + "+" * 24) + suite(noon, "+-" * 12)
    found = judged(worker_runs, rows, noon)
    assert found["pairs"]["better"] == 12 and found["pairs"]["e_value"] > 20
    assert found["verdict"] not in ("improved", "leaning better")


def test_retries_that_name_no_task_are_pairs_with_what_they_tried_again(worker_runs: Run) -> None:
    before, noon = suite(CHANGED, "-" * 14 + "+" * 26), CHANGED + timedelta(hours=12)
    again = [
        run(noon + timedelta(minutes=n), True, retry_of=first["run_id"]) | {"run_id": f"again{n}"}
        for n, first in enumerate(before)
    ]
    found = judged(worker_runs, before + again, noon)
    assert (found["pairs"]["better"], found["pairs"]["worse"]) == (14, 0)


def test_pairs_over_two_days_lean_at_the_most(worker_runs: Run) -> None:
    """A bad day would look the same."""
    rows = suite(CHANGED - timedelta(days=1), "+" * 40) + suite(CHANGED, "-" * 14 + "+" * 26)
    assert judged(worker_runs, rows)["verdict"] == "leaning worse"


def test_how_many_may_be_called_by_chance_is_said(worker_runs: Run) -> None:
    rows = days("18 " * 6, "18 " * 6, (20, 20))
    later = [row | {"run_id": f"b{row['run_id']}", "worker": "Bob"} for row in rows]
    log = [
        {"worker": name, "changed_at": CHANGED.isoformat(), "what": "model", "old": "a", "new": "b"}
        for name in ("Ann", "Bob")
    ]
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": rows + later, "changes": log}))
    assert worker_runs("load", path) == 0
    assert worker_runs("show", "changes") == 0
    assert "Among 2 judged changes, expect fewer than one false alarm." in worker_runs.out


@pytest.mark.parametrize(
    ("from_last", "told", "unseen_from"),
    [
        (timedelta(days=17), "some day of 28 Sep – 14 Oct 2026", "2026-09-28"),
        (timedelta(days=1), "about 28 Sep 2026", None),
    ],
)
def test_a_shift_behind_days_that_no_export_covers_may_have_been_on_any_of_them(
    worker_runs: Run, from_last: timedelta, told: str, unseen_from: str | None
) -> None:
    last = datetime(2026, 9, 27, tzinfo=UTC)
    for name, first, number, good in (
        ("good", last - timedelta(days=69), 70, 22),
        ("bad", last + from_last, 12, 10),
    ):
        rows = [
            row | {"run_id": f"{name}-{n}-{row['run_id']}"}
            for n in range(number)
            for row in day(first + timedelta(days=n), good, 24)
        ]
        path = worker_runs.home.parent / f"{name}.json"
        path.write_text(json.dumps(rows))
        assert worker_runs("load", path) == 0, worker_runs.err
    worker_runs("show", "changes")
    assert f"regressed: Ann: no edit recorded, {told}: " in worker_runs.out
    [shift] = worker_runs.json("show", "changes")
    assert shift["changes"][0]["unseen_from"] == unseen_from
