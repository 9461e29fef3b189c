"""What is counted of gathered runs is what is counted of the runs, whatever is asked."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from importlib import resources
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.analysis.impact import QUESTIONS as AROUND_CHANGES
from dashboard.analysis.tasks import task_rows
from dashboard.records.rows import Answers
from dashboard.store.derived import (
    open_or_bad,
    recent,
    together,
    tries,
    unsettled,
    worth_gathering,
)
from dashboard.store.dimensions.dimension import Kind
from dashboard.store.dimensions.known import COMPARED, named
from dashboard.store.filters.filter_sql import GATHERED, RUNS, SET_UPS, TALLIED, TRIES
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.questions import counts_read, reads, text_of
from dashboard.store.reading import choosing
from dashboard.store.reading.choosing import TABLES, GatheredDays
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.windows import Window
from dashboard.store.tables import COUNTED
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from dashboard.store.writing.settings import set_zone
from tests.store.conftest import NOW, export

ZONES = (
    "Asia/Kolkata",  # half an hour apart
    "Australia/Lord_Howe",  # and its clocks change by half an hour
    "America/Havana",  # where midnight comes twice
)
FIRST, DAYS = datetime(2026, 9, 28, tzinfo=UTC), 42  # the clocks of all zones but one change within
BY = ("worker", "trigger", "version", "outcome", "cause", "origin", "error-type", "status", "model")
QUESTIONS = (
    "headline", "workers", "worker_days", "worker_weeks", "worker_week_days", "outcomes_by_bucket",
    "worker_buckets", "finished_weeks", "finished_worker_weeks",
    "first_runs", "worker_activity", "wall", "causes", "cause_weeks", "cause_worker_weeks",
    "cause_buckets", "cause_origins", "touched_customers", "suspect_weeks", "bad_worker_weeks",
    "tasks_again", "without_task", "worker_week_kinds", "worker", "mingled", "begun_at_once",
    "changes", "workers_of_runs", "outputs", "anomalies", "suspects", "runs_by_worker",
    "workers_not_active", "edit_setups", "texts_in_force", "how_many", "called_categories",
    "runs_while_allowed", "filled_in",
)  # fmt: skip
_EDGES: dict[str, list[float]] = {one.name: [] for one in COMPARED if one.kind is Kind.NUMBER}
_SAMPLE = {"every_a": 1, "every_b": 2}
OF_TASKS: dict[str, list[dict[str, Any]]] = {
    "tasks": [
        {"shown": 9, "before": 3, "up_to": 12, "always": True},
        {"shown": 40, "before": 60, "up_to": 100, "always": True},
        {"shown": None, "before": 0, "up_to": None, "always": True},
        {"shown": None, "before": 0, "up_to": None, "always": False},
    ],
    "tasks_counted": [{"again": 4, "times": 2, "named": 3}],
}
"""Questions about tasks, with what is bound."""
OF_RUNS: dict[str, list[dict[str, Any]]] = {
    "newest_runs": [{"shown": 5, "after": 0}, {"shown": 5, "after": 9}, {"shown": 90, "after": 2}],
    "completed_with_error": [{"shown": 3}, {"shown": 90}],
    "bad_reasons": [{}],
    "bad_origins": [{}],
    "active_runs": [{}],
    "stuck_runs": [{"newest": NOW, "before": FIRST + timedelta(20)}],
}
"""Questions about single runs, with what is bound."""
SIDES = (
    (ALL.choosing("outcome", ["succeeded"]), ALL.choosing("outcome", ["failed"])),
    (ALL.choosing("trigger", ["mail"]), ALL.choosing("worker", ["ann"]).within(FIRST, None)),
)
OF_SIDES: dict[str, dict[str, Any]] = {
    "compare_sizes": {},
    "compare_clusters": _SAMPLE,
    "compare": _SAMPLE | {
        "zone": "UTC", "fewest": 2, "edges": _EDGES, "tools": [],
        "names": [], "wholes": [], "steps": [], "lists": [],
    },
}  # fmt: skip
"""Questions about two sets of runs, with what is bound."""


def runs_of(seed: str, count: int = 500) -> Iterator[dict[str, Any]]:
    """Runs of every kind, many of them about midnight, each at a time of its own."""
    dealt = random.Random(seed)
    for n in range(count):
        near = timedelta(minutes=dealt.choice([0, 30, 210, 240, 810, 1110, dealt.randrange(1440)]))
        at = FIRST + timedelta(days=dealt.randrange(DAYS), microseconds=n) + near
        status = dealt.choice(
            ["completed", "completed", "failed", "failed", "running", "cancelled"]
        )
        worker = dealt.choice(["ann", "bob", "cid", None])
        failed = status == "failed"
        yield {
            "run_id": f"r{n}",
            "created_at": at,
            "status": status,
            "worker_id": worker,
            "worker": dealt.choice([worker and worker.title(), "Renamed", None]),
            "task_id": dealt.choice([f"t{n}", f"t{dealt.randrange(60)}", None]),
            "record_id": dealt.choice([f"c{dealt.randrange(90)}", None]),
            "retry_of": dealt.choice([None, None, None, f"r{dealt.randrange(count)}"]),
            "instructions_version": dealt.choice(["v1", "v2", None]),
            "quality": dealt.choice(["good", "bad", None]) if status == "completed" else None,
            "quality_reason": dealt.choice(["Late", "Wrong", None]),
            "error_type": dealt.choice(["Timeout", "Denied", None] if failed else ["Odd", None]),
            "error_message": dealt.choice(["HTTP 429", "No access", None]) if failed else None,
            "time_basis": dealt.choice(["export"] * 8 + ["import", "as_of"]),
            "model": dealt.choice(["m1", "m2"]),
            "trigger": dealt.choice(["mail", "schedule", None]),
            "record_type": dealt.choice(["Case", None]),
            "comment_preview": dealt.choice(["I have sent the reminder.", "Done.", None]),
            "output_visibility": dealt.choice(["customer", "internal", None]),
            "tools_called": [
                {"name": name, "ok": dealt.random() < 0.7, "category": category}
                for name, category in (("look_up", "crm"), ("send", dealt.choice(["mail", None])))
            ]
            if dealt.random() < 0.5
            else None,
            "context_sources": dealt.choice([["mail", "crm"], ["CRM", "mail"], ["crm"], None]),
            "tool_categories": dealt.choice([["crm"], ["CRM", "mail"], None]),
            "worker_status": dealt.choice(["active", "Active", "paused"]),
            "duration_ms": dealt.choice([None, 1e3, 1e3, 1e3, 36e5, 9e7]),
        }
    yield from alike()


def alike() -> Iterator[dict[str, Any]]:
    """Tasks that failed and were solved by another worker on the next day, one like the other."""
    for n in range(60):
        at = FIRST + timedelta(days=3 + n % 2 * 14, hours=12, microseconds=n)
        run = {"task_id": f"a{n}", "instructions_version": "v1", "time_basis": "export"}
        yield run | {
            "run_id": f"a{n}", "created_at": at, "worker_id": "ann", "status": "failed",
            "error_message": "HTTP 429",
        }  # fmt: skip
        yield run | {
            "run_id": f"b{n}", "created_at": at + timedelta(1), "status": "completed",
            "worker_id": "bob" if n % 3 else "ann",
        }  # fmt: skip


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[History, History]]:
    """By zone a history of which the runs are gathered, and the same with nothing prepared."""

    def loaded(zone: str, fewest: int) -> History:
        home = Home(tmp_path_factory.mktemp("gathered") / "home")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(together, "FEWEST_RUNS", fewest)
            patch.setattr(worth_gathering, "MOST", 9)
            patch.setattr(tries, "MOST", 1)
            patch.setattr(recent, "FEWEST_RUNS", fewest + 1)
            patch.setattr(open_or_bad, "FEWEST_RUNS", fewest + 1)
            patch.setattr(open_or_bad, "MOST", 1)
            patch.setattr(recent, "PART", 4)
            import_export(home, export(*runs_of(zone), answers=Answers(zone=zone)), NOW)
        return opened(home)

    return {zone: (loaded(zone, 0), loaded(zone, together.FEWEST_RUNS)) for zone in ZONES}


@pytest.fixture(params=ZONES)
def history(request: pytest.FixtureRequest, both: dict[str, tuple[History, History]]) -> History:
    return both[request.param][0]


def opened(home: Home) -> History:
    found = current(home)
    assert found
    return found


def asked(history: History, filters: Filters, values: dict[str, Any]) -> dict[str, list[str]]:
    """What every question answers, by its name."""
    told = {
        name: history.ask(name, filters, **_bound(name, values))
        for name in (*QUESTIONS, "unordered", "by_turns")  # these read what the two before tell
    }
    for name in BY:
        told[f"by {name}"] = history.ask(
            "leaderboard", filters, by=named(name), shown=99, named=["ann", "v1"]
        )
        told[f"values of {name}"] = history.ask(
            "values", filters, by=named(name), shown=99, named=["ann", "v1"]
        )
    for n, sides in enumerate(SIDES):
        for name, more in OF_SIDES.items():
            told[f"{name} {n}"] = history.ask(name, filters, sides=sides, **more)
    for name, bound in (OF_TASKS | OF_RUNS).items():
        told[name] = [history.ask(name, filters, **more) for more in bound]
    around = history.ask_around(AROUND_CHANGES, filters, windows(values["zone"]))
    told |= {name: [one[name] for one in around] for name in AROUND_CHANGES}
    return {name: sorted(map(repr, rows)) for name, rows in told.items()}


def windows(zone: str) -> list[Window]:
    """The weeks before and after changes of two workers, at midnight and at other times, also on
    days on which clocks change."""
    changed = [
        ("instructions", "v1", "v2"), ("model", "M1", "m2"), ("context", "crm", "mail; CRM"),
        ("status", "active", "paused"),
    ]  # fmt: skip
    return [
        Window(n, worker, *edges, what, old, new, None, None)
        for n, (worker, (what, old, new)) in enumerate(product(["ann", "bob"], changed))
        for since, at, until in [[midnight(zone, day) for day in (n, 6 + 7 * (n % 5), DAYS - n)]]
        for late in [timedelta(hours=n % 4 * 0.75)]
        for edges in [(since + late, at + late, at + 2 * late, until + late)]
    ]


def _bound(name: str, values: dict[str, Any]) -> dict[str, Any]:
    """Of these values those that a question names."""
    return {key: value for key, value in values.items() if f"${key}" in text_of(name)}


def midnight(zone: str, day: int) -> datetime:
    """The begin of a day in a zone, counted from the first."""
    date = (FIRST + timedelta(days=day)).date()
    return datetime.combine(date, time(), ZoneInfo(zone)).astimezone(UTC)


DAY = st.integers(0, DAYS)
MOMENT = st.one_of(DAY.map(float), st.floats(0, DAYS).map(lambda day: round(day * 48) / 48))
CHOICE = st.sampled_from(
    [
        ("worker", "ann"), ("worker", "Renamed"), ("version", "v1"), ("outcome", "failed"),
        ("outcome", "succeeded"), ("status", "completed"), ("error-type", "Timeout"),
        ("trigger", "mail"), ("cause", 0), ("origin", "unknown"), ("record", "c1"),
        ("weekday", "Monday"),
    ]
)  # fmt: skip


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    zone=st.sampled_from(ZONES),
    since=st.none() | MOMENT,
    length=st.none() | MOMENT,
    keep=st.lists(CHOICE, max_size=2),
    drop=st.lists(CHOICE, max_size=2),
    latest=st.booleans(),
    week=st.integers(0, 5),
    unit=st.sampled_from(["hour", "day", "week"]),
    tables=st.sampled_from([TABLES, TABLES[-1:], TABLES[1:2]]),
)
def test_gathered_runs_are_counted_as_runs(
    both: dict[str, tuple[History, History]],
    zone: str,
    since: float | None,
    length: float | None,
    keep: list[tuple[str, Any]],
    drop: list[tuple[str, Any]],
    latest: bool,
    week: int,
    unit: str,
    tables: tuple[Any, ...],
) -> None:
    history, plain = both[zone]
    assert history.about.zone == zone
    causes = sorted(history.causes.by_key)

    def moment(day: float | None) -> datetime | None:
        return None if day is None else midnight(zone, int(day)) + timedelta(days=day % 1)

    filters = ALL.within(moment(since), moment(length)) if since is not None else ALL
    for chosen, drops in ((keep, False), (drop, True)):
        for name, value in chosen:
            value = causes[0] if name == "cause" else value
            filters = filters.choosing(name, [value], drop=drops)
    filters = replace(filters, latest_only=latest)
    edges = [midnight(zone, 7 * (week + more)) for more in (2, 1, 0)]
    values = {
        "zone": zone, "unit": unit, "edges": edges,
        "until": edges[0], "since": edges[1], "before": edges[2], "worker_ids": ["ann", "bob"],
        "names": ["crm", "mail"], "allowed_from": [None, edges[1]],
        "fewest": 3, "most": 20, "workers": ["ann", "bob", "cid"] * 6,
        "times": [edges[n % 3] + n * timedelta(hours=7) for n in range(18)],
    }  # fmt: skip
    if since is not None:  # the filters have names of their own for these
        values |= {"since": filters.since, "until": filters.until}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choosing, "TABLES", tables)
        found = asked(history, filters, values)
    assert found == asked(plain, filters, values)


def test_these_are_all_questions_that_only_count() -> None:
    names = {
        file.name.removesuffix(".sql")
        for file in resources.files("dashboard").joinpath("queries").iterdir()
        if file.name.endswith(".sql")
    }
    assert {name for name in names if "tries" in reads(name)} == {*OF_TASKS}
    assert {name for name in names if counts_read(name)} - {*OF_TASKS} == {*QUESTIONS}


def test_only_what_gathered_runs_hold_counted_from_of_them(history: History) -> None:
    zone = history.about.zone
    source = history.generation.gathered.source
    whole = ALL.within(midnight(zone, 7), midnight(zone, 14))
    caused = ALL.choosing("cause", ["x"])
    for filters in (ALL, whole, whole.choosing("worker", ["ann"])):
        assert source(filters, {"unit": "day"}) is TALLIED
        assert source(filters, {"unit": "hour"}) is RUNS, "which is part of a day"
        assert source(filters, {"edges": [midnight(zone, 7) + timedelta(hours=12)]}) is RUNS
        assert source(filters, {}, named("version")) is TALLIED
        assert source(filters, {}, named("model")) is SET_UPS, "the others have none"
        assert source(filters, {}, named("record")) is RUNS, "they have none"
        assert source(filters, {}, named("weekday")) is TALLIED, "a row is of one day"
        assert source(filters, {}, named("hour")) is RUNS
        assert source(filters, {}, named("cause")) is GATHERED, "the others have none"
        assert source(filters, {}, counts="kind_counts") is GATHERED
        assert source(filters, {}, counts="seen_counts") is GATHERED
        assert source(filters, {}, counts="setup_counts") is SET_UPS
    assert source(whole.choosing("worker", ["ann"]).choosing("cause", ["x"]), {}) is GATHERED
    assert source(whole.choosing("weekday", ["Monday"]), {}) is TALLIED
    within = ALL.within(midnight(zone, 7) + timedelta(hours=12), None)
    for filters in (within, ALL.choosing("record", ["c1"]), ALL.choosing("judged", ["bad"])):
        assert source(filters, {}) is RUNS
    for told in (source(caused, {}, split=True), source(ALL, {}, counts="kind_counts", split=True)):
        assert told is RUNS, "words of messages tell its part"


def test_runs_of_tasks_read_from_their_table_where_it_has_what_is_asked(history: History) -> None:
    tries = history.generation.gathered.tries
    within = ALL.within(FIRST + timedelta(hours=7), None)
    for name in ("worker", "cause", "hour", "judged", "model", "trigger", "outcome"):
        assert tries(within.choosing(name, ["x"])) is TRIES
    assert tries(ALL.choosing("cause", ["x"]), split=True) is RUNS, "words tell its part"
    assert tries(ALL, split=True) is TRIES
    for name in ("record", "context", "customers", "text"):
        assert tries(ALL.choosing(name, ["yes"])) is RUNS


def test_runs_of_tasks_have_no_table_where_they_are_most_runs(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    failed = (run | {"run_id": f"f{n}"} for n, run in enumerate(of_one_day(9, status="failed")))
    import_export(home, export(*failed, *of_one_day(8)), NOW)
    history = opened(home)
    assert history.generation.gathered.tries(ALL) is RUNS
    import_export(home, export(*of_one_day(30)), NOW)
    assert opened(home).generation.gathered.tries(ALL) is TRIES
    assert history.reader.rows("SELECT count(*) AS n FROM history.tries", {}) == [{"n": 0}]
    monkeypatch.setattr(unsettled, "MOST", 1)
    many = (run | {"run_id": f"g{n}"} for n, run in enumerate(of_one_day(13, status="failed")))
    import_export(home, export(*many), NOW)
    followed = opened(home).generation
    assert followed.gathered.tries(ALL) is RUNS, (followed, "most runs are of such tasks again")


@pytest.mark.parametrize("table", COUNTED)
def test_clusters_that_are_alike_are_one_row_each(history: History, table: str) -> None:
    counts = "sum(n)::INT AS n, sum(alike) FILTER (alike <> n)::INT AS alike, max(alike) AS most"
    (row,) = history.reader.rows(f"SELECT {counts} FROM history.{table}", {})
    assert row["n"] == 620 and row["most"] >= 10
    both = "SELECT n, alike FROM history.{} WHERE alike = 20 AND outcome = 'failed'"
    assert history.reader.rows(both.format(table), {}) == [{"n": 20, "alike": 20}] * 2


def test_days_are_of_the_zone_as_it_is_now(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    monkeypatch.setattr(worth_gathering, "MOST", 9)
    import_export(home, export(*runs_of("zones"), answers=Answers(zone="Asia/Kolkata")), NOW)
    set_zone(home, "America/St_Johns")
    history = opened(home)
    filters = ALL.within(midnight("America/St_Johns", 9), midnight("America/St_Johns", 20))
    assert history.generation.gathered.source(filters, {}) is TALLIED
    values = {"zone": history.about.zone, "unit": "day"}
    found = history.ask("outcomes_by_bucket", filters, **values)
    with monkeypatch.context() as patch:
        patch.setattr(GatheredDays, "source", lambda *_, **__: RUNS)
        assert found == history.ask("outcomes_by_bucket", filters, **values) != []


def test_a_small_history_counted_from_run_by_run(home: Home) -> None:
    import_export(home, export(*runs_of("few", 20)), NOW)
    history = opened(home)
    assert history.generation.gathered.source(ALL, {}) is RUNS
    for table in COUNTED:
        assert history.reader.rows(f"FROM history.{table}", {}) == []


def test_a_history_that_became_small_knows_of_no_run_whether_it_is_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(together, "FEWEST_RUNS", 3)
        import_export(home, export(*of_one_day(3)), NOW)
    again = next(of_one_day(1)) | {"run_id": "again", "status": "failed"}
    import_export(home, export(again), NOW)
    rows = task_rows(opened(home), ALL)
    assert [(row.task_id, row.runs) for row in rows] == [("t0", 2), ("t1", 1), ("t2", 1)]


def of_one_day(count: int, **differing: str) -> Iterator[dict[str, Any]]:
    """Runs of one worker and day that all end alike. differing: what is another value in each run,
    with a place for its number."""
    for n in range(count):
        yield {
            "run_id": f"r{n}", "worker": "ann", "status": "completed", "model": "m1",
            "created_at": (FIRST + timedelta(minutes=n)).isoformat(), "task_id": f"t{n}",
        } | {key: value.format(n) for key, value in differing.items()}  # fmt: skip


@pytest.mark.parametrize(
    ("runs", "tables"),
    [
        (of_one_day(40), ["gathered", "tallied", "set_ups"]),
        (of_one_day(40, model="m{}"), ["gathered", "tallied"]),
        (of_one_day(40, status="failed", error_type="e{}"), ["tallied", "set_ups"]),
        (of_one_day(40, worker="w{}"), []),
    ],
)
def test_only_tables_much_shorter_than_the_runs_are_made(
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
    runs: Iterator[dict[str, Any]],
    tables: list[str],
) -> None:
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    import_export(home, export(*runs), NOW)
    history = opened(home)
    assert [name for name in COUNTED if not history.reader.is_empty(name)] == tables
    for name in ("worker", "model", "cause"):
        source = history.generation.gathered.source(ALL, {}, named(name))
        assert source is RUNS or source.name in tables
    values = {"by": named("model"), "shown": 99, "named": []}
    found = history.ask("leaderboard", ALL, **values)
    with monkeypatch.context() as patch:
        patch.setattr(GatheredDays, "source", lambda *_, **__: RUNS)
        assert found == history.ask("leaderboard", ALL, **values) != []


def test_tasks_that_all_ran_again_in_ways_of_their_own_are_not_gathered(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many rows as runs would take long to make at every import, and save nothing."""
    again = [
        run | {"run_id": f"{run['run_id']}-{n}", "created_at": (day + late).isoformat()}
        for place, run in enumerate(of_one_day(40))
        for day in [FIRST + timedelta(days=place)]
        for n, late in enumerate([timedelta(), timedelta(days=place % 7 + 1)])
    ]
    monkeypatch.setattr(together, "FEWEST_RUNS", 0)
    import_export(home, export(*again), NOW)
    assert opened(home).generation.gathered == GatheredDays()
