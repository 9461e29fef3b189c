"""Buckets and windows of the workspace's zone, and the headline they carry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.analysis.causes import causes
from dashboard.analysis.headline import headline
from dashboard.analysis.rates import Rate
from dashboard.analysis.trends import trends
from dashboard.analysis.workers import workers
from dashboard.records.rows import Answers
from dashboard.store.filters.filter_links import parse
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export


def history(home: Home, *runs: dict[str, object], zone: str = "UTC", **more: object) -> History:
    answers = Answers(zone=zone)
    import_export(home, export(*runs, answers=answers, **more), NOW)  # type: ignore[arg-type]
    found = current(home)
    assert found
    return found


def test_a_bucket_is_cut_after_converting_to_the_zone(home: Home) -> None:
    sunday = datetime(2026, 11, 8, 23, 30, tzinfo=UTC)  # Monday half past midnight in Berlin
    runs = history(
        home,
        {"run_id": "1", "created_at": sunday},
        {"run_id": "2", "created_at": sunday + timedelta(days=6)},
        zone="Europe/Berlin",
        as_of=NOW,
    )
    week, this_week = trends(runs, ALL, "week").buckets
    assert (week.start, week.runs, week.complete) == (datetime(2026, 11, 9), 2, True)
    assert (this_week.runs, this_week.complete) == (0, False)
    assert trends(runs, ALL, "day").buckets[0].start == datetime(2026, 11, 9)


def test_a_period_that_is_not_over_is_partial_and_says_so(home: Home) -> None:
    days = [NOW - timedelta(days=n) for n in range(12)]
    days += [day + timedelta(hours=9) for day in days[1:]]  # in the evening, too
    runs = history(
        home, *({"run_id": str(n), "created_at": at} for n, at in enumerate(days)), as_of=NOW
    )
    last = trends(runs, ALL, "week").buckets[-1]
    assert (last.start, last.complete, last.covered) == (
        datetime(2026, 11, 16),
        False,
        "1 of 7 days",
    )
    assert trends(runs, ALL, "day").buckets[-1].covered == "9 of 24 hours"
    filters = parse({"since": ["2026-11-11"]}, "UTC").filters
    assert trends(runs, filters, "week").buckets[0].covered == "5 of 7 days"


def test_one_day_is_shown_by_hours_and_long_histories_by_weeks(home: Home) -> None:
    runs = history(home, {"run_id": "1"}, {"run_id": "2", "created_at": NOW - timedelta(hours=5)})
    answer = trends(runs, ALL)
    assert (answer.unit, sum(bucket.runs for bucket in answer.buckets)) == ("hour", 2)
    assert answer.buckets[-1].start == datetime(2026, 11, 16, 9)
    long = history(home, {"run_id": "3", "created_at": NOW - timedelta(days=200)})
    assert trends(long, ALL).unit == "week"


def test_silent_days_of_the_period_are_shown_as_such(home: Home) -> None:
    busy = ({"run_id": str(n), "worker": "Busy", "created_at": NOW - timedelta(hours=n)}
            for n in range(300))  # fmt: skip
    idle = {"run_id": "x", "worker": "Idle", "created_at": NOW - timedelta(days=5)}
    runs = history(home, *busy, idle, as_of=NOW)
    answer = trends(runs, parse({"worker": ["Idle"], "since": ["2026-11-09"]}, "UTC").filters)
    assert [bucket.runs for bucket in answer.buckets] == [0, 0, 1, 0, 0, 0, 0, 0]
    assert answer.days == (date(2026, 11, 9), date(2026, 11, 16))
    later = trends(runs, parse({"since": ["2027-01-01"]}, "UTC").filters)
    assert (later.now.runs, later.buckets, later.days) == (0, (), None)


def test_a_first_day_that_begins_late_is_partial_and_nothing_to_compare_with(home: Home) -> None:
    runs = history(
        home,
        *({"run_id": str(n), "created_at": NOW - timedelta(minutes=10 * n)} for n in range(200)),
        as_of=NOW,
    )  # from Sunday 00:00 on, but for the first 50 minutes, every ten minutes
    first = trends(runs, ALL, "hour").buckets[0]
    assert (first.start, first.complete) == (datetime(2026, 11, 15), True)
    shorter = parse({"since": ["2026-11-16"]}, "UTC").filters
    assert trends(runs, shorter).before
    late = history(home, {"run_id": "alone", "created_at": NOW - timedelta(days=2)})
    assert trends(late, ALL, "day").buckets[0].covered == "16 of 24 hours"
    assert trends(late, parse({"since": ["2026-11-15"]}, "UTC").filters).before is None


def test_the_previous_window_is_equal_and_only_where_the_data_covers_it(home: Home) -> None:
    runs = history(
        home,
        *(
            {"run_id": str(n), "created_at": NOW - timedelta(hours=6 * n, minutes=1),
             "status": "failed" if n < 14 else "completed"}
            for n in range(80)
        ),
        as_of=NOW,
    )  # fmt: skip
    answer = trends(runs, parse({"since": ["2026-11-10"]}, "UTC").filters)
    assert answer.before
    assert answer.before.time.since == datetime(2026, 11, 3, tzinfo=UTC)
    assert answer.before.time.until == NOW - timedelta(days=7), "the same elapsed part"
    assert answer.before.headline.runs == answer.now.runs
    assert answer.before.success and answer.before.success.value < 0
    assert trends(runs, parse({"since": ["2026-11-01"]}, "UTC").filters).before is None
    assert trends(runs, ALL).before is None


@pytest.mark.parametrize(
    ("newest", "as_of", "stop", "whole"),
    [
        # Up to Sunday's end: the seven days before, which end where the period begins.
        (datetime(2026, 11, 15, 23, 30), datetime(2026, 11, 16), datetime(2026, 11, 9), True),
        (datetime(2026, 11, 15, 23, 30), datetime(2026, 11, 15, 23, 59, 59),
         datetime(2026, 11, 9), True),
        # Up to within Sunday, also where runs are newer than the as-of: the same part of it.
        (datetime(2026, 11, 15, 5, 30), datetime(2026, 11, 15, 6), datetime(2026, 11, 8, 6), False),
        (datetime(2026, 11, 15, 5, 30), datetime(2026, 11, 14),
         datetime(2026, 11, 8, 5, 30, 0, 1), False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("link", [{}, {"until": ["2026-11-15"]}])
def test_a_period_is_compared_up_to_where_the_data_ends(
    home: Home, newest: datetime, as_of: datetime, stop: datetime, whole: bool,
    link: dict[str, list[str]],
) -> None:  # fmt: skip
    runs = history(
        home,
        *({"run_id": str(n), "created_at": newest.replace(tzinfo=UTC) - timedelta(hours=n)}
          for n in range(400)),
        as_of=as_of.replace(tzinfo=UTC),
    )  # fmt: skip
    answer = trends(runs, parse({"since": ["2026-11-09"]} | link, "UTC").filters, "day")
    assert answer.before
    assert (answer.before.time.since, answer.before.time.until) == (
        datetime(2026, 11, 2, tzinfo=UTC), stop.replace(tzinfo=UTC),
    )  # fmt: skip
    assert answer.before.headline.runs == answer.now.runs
    assert (answer.buckets[-1].start, answer.buckets[-1].complete) == (
        datetime(2026, 11, 15), whole,
    )  # fmt: skip


def test_the_headline_counts_outcomes_and_leaves_open_runs_out_of_rates(home: Home) -> None:
    runs = history(
        home,
        {"run_id": "1", "task_id": "t", "status": "failed", "created_at": NOW},
        {"run_id": "2", "task_id": "t", "created_at": NOW + timedelta(hours=1)},
        {"run_id": "3", "task_id": "u", "status": "failed"},
        {"run_id": "4", "quality": "bad"},
        *({"run_id": status, "status": status} for status in ("queued", "cancelled", "unknown")),
    )
    now = headline(runs, ALL)
    assert (now.runs, now.finished, now.succeeded, now.bad, now.failed) == (7, 4, 1, 1, 2)
    assert now.success.value == pytest.approx(0.25)
    assert (now.unresolved, now.tasks) == (1, 2)
    assert now.by_status["completed"] == 2
    assert headline(runs, parse({"worker": ["nobody"]}, "UTC").filters).runs == 0


def test_repeated_tasks_widen_the_interval(home: Home) -> None:
    runs = history(
        home,
        *(
            {"run_id": f"{task}.{n}", "task_id": str(task),
             "status": "failed" if task % 4 == 0 else "completed"}
            for task in range(12) for n in range(5)
        ),
    )  # fmt: skip
    found = headline(runs, ALL).success
    assert found.n == 60
    assert found.n_eff == pytest.approx(11), "twelve tasks that end all alike, one estimated"


def test_workers_of_one_name_are_told_apart(home: Home) -> None:
    runs = history(
        home,
        {"run_id": "1", "worker_id": "a", "worker": "Same"},
        {"run_id": "2", "worker_id": "b", "worker": "Same", "status": "failed"},
        {"run_id": "3", "worker_id": "c", "worker": "Other"},
    )
    found = {row.worker_id: row for row in workers(runs, ALL)}
    assert {row.worker for row in found.values()} == {"Same (a)", "Same (b)", "Other"}
    assert found["b"].success.value == 0
    assert found["a"].course == (Rate(1, 1),)


def test_changes_are_marked_only_within_the_period(home: Home) -> None:
    log = [
        {"worker_id": "w", "what": "model", "old": "a", "new": "b", "changed_at": NOW + shift}
        for shift in (timedelta(0), timedelta(days=-40))
    ]
    midnights = [datetime(2026, 11, day, tzinfo=UTC) for day in (16, 17)]
    log += [{"worker_id": "w", "what": "status", "changed_at": at} for at in midnights]
    runs = history(home, {"run_id": "1", "worker_id": "w"}, changes=log)
    assert len(trends(runs, ALL).changes) == 4
    day = parse({"since": ["2026-11-16"], "until": ["2026-11-16"]}, "UTC").filters
    status, model = trends(runs, day).changes
    assert (model.at, model.what, model.new) == (NOW, "model", "b")
    assert (status.at, status.what) == (midnights[0], "status"), "the first instant is of the day"


FAILED = {"status": "failed", "error_message": "No access", "worker_id": "w"}


@pytest.mark.parametrize(
    ("day", "hours", "around"),
    [
        (date(2026, 3, 29), 23, ["00:00", "01:00", "03:00", "04:00"]),
        (date(2026, 10, 25), 25, ["00:00", "01:00", "02:00", "02:00", "03:00"]),
    ],
)
def test_a_day_on_which_clocks_change_has_23_or_25_hours(
    home: Home, day: date, hours: int, around: list[str]
) -> None:
    begin = datetime.combine(day, datetime.min.time(), tzinfo=UTC) - timedelta(hours=3)
    made = [begin + timedelta(minutes=20 * n) for n in range(3 * 31)]
    runs = history(
        home,
        *({"run_id": str(n), "created_at": at} | FAILED for n, at in enumerate(made)),
        zone="Europe/Berlin",
        as_of=made[-1],
    )
    filters = parse({"since": [str(day)], "until": [str(day)]}, "Europe/Berlin").filters
    found = trends(runs, filters, "hour").buckets
    assert len(found) == hours
    assert [bucket.runs for bucket in found] == [3] * hours, "none twice, none lost"
    assert [f"{bucket.start:%H:%M}" for bucket in found[: len(around)]] == around
    assert all(bucket.complete for bucket in found)
    failed = causes(runs, filters)
    assert failed.buckets == tuple(bucket.start for bucket in found)
    assert [start.fold for start in failed.buckets] == [bucket.start.fold for bucket in found]
    assert failed.rows[0].course == (3,) * hours
    (worker,) = workers(runs, filters, "hour")
    assert worker.course == (Rate(0, 3),) * hours


@pytest.mark.parametrize("spring", [True, False], ids=["spring", "autumn"])
@pytest.mark.parametrize(
    ("zone", "days"),
    {
        "Europe/Berlin": ("2026-03-29", "2026-10-25"),
        "America/New_York": ("2026-03-08", "2026-11-01"),
        "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),
        "Asia/Beirut": ("2026-03-29", "2026-10-25"),
        "Pacific/Chatham": ("2026-09-27", "2026-04-05"),
    }.items(),
)
def test_hours_of_a_day_on_which_clocks_change_come_to_all_its_runs(
    home: Home, zone: str, days: tuple[str, str], spring: bool
) -> None:
    day = date.fromisoformat(days[not spring])
    begin = datetime.combine(day, datetime.min.time(), tzinfo=UTC) - timedelta(hours=16)
    made = [begin + timedelta(minutes=7 * n) for n in range(60 * 48 // 7)]
    runs = history(
        home,
        *({"run_id": str(n), "created_at": at} | FAILED for n, at in enumerate(made)),
        zone=zone,
        as_of=made[-1] + timedelta(minutes=1),
    )
    filters = parse({"since": [str(day)], "until": [str(day)]}, zone).filters
    answer = trends(runs, filters, "hour")
    counts = [bucket.runs for bucket in answer.buckets]
    assert sum(counts) == answer.now.runs > 150
    assert min(counts) >= 2, "no hour is empty, also where it has fifteen minutes only"
    assert all(bucket.complete for bucket in answer.buckets)
    assert [bucket.end for bucket in answer.buckets[:-1]] == [
        bucket.start for bucket in answer.buckets[1:]
    ]
    assert causes(runs, filters).rows[0].course == tuple(counts)
    assert len(workers(runs, filters, "hour")[0].course) == len(counts)


def test_hours_begin_with_the_first_run(home: Home) -> None:
    runs = history(
        home,
        {"run_id": "1", "created_at": NOW.replace(hour=9, minute=20)},
        {"run_id": "2", "created_at": NOW.replace(hour=10, minute=0)},
    )
    assert [bucket.runs for bucket in trends(runs, ALL, "hour").buckets] == [1, 1]
