"""Filters: links read back to themselves, and they choose what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import FilterInvalid
from dashboard.store.dimensions.known import FILTERS
from dashboard.store.filters.against import DATES, FOUR_WEEKS, PREVIOUS, Against
from dashboard.store.filters.filter_links import Parsed, moment, parse, to_params
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

BERLIN = "Europe/Berlin"


@given(
    names=st.lists(st.sampled_from([one.name for one in FILTERS]), unique=True),
    value=st.text(min_size=1),
    start=st.datetimes(datetime(2001, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)),
    latest=st.booleans(),
    how=st.sampled_from([PREVIOUS, FOUR_WEEKS, DATES]),
)
def test_a_link_reads_back_to_the_same_filters(
    names: list[str], value: str, start: datetime, latest: bool, how: str
) -> None:
    own = (start - timedelta(days=9), start - timedelta(days=2)) if how == DATES else ()
    filters = Filters(since=start, until=start + timedelta(days=3), latest_only=latest)
    filters = filters.compared_with(Against(how, *own))
    for n, name in enumerate(names):
        filters = filters.choosing(name, [value], drop=n % 2 == 1)
    assert parse(to_params(filters, BERLIN), BERLIN) == parse(
        to_params(parse(to_params(filters, BERLIN), BERLIN).filters, BERLIN), BERLIN
    )
    assert parse(to_params(filters, BERLIN), BERLIN).filters == filters


def test_days_are_days_of_the_zone_and_until_is_the_last_one() -> None:
    filters = parse({"since": ["2026-11-16"], "until": ["2026-11-16"]}, BERLIN).filters
    assert filters.since == datetime(2026, 11, 15, 23, tzinfo=UTC)
    assert filters.until == datetime(2026, 11, 16, 23, tzinfo=UTC)
    assert to_params(filters, BERLIN) == {"since": ["2026-11-16"], "until": ["2026-11-16"]}
    week = parse({"week": ["2026-W47"]}, BERLIN).filters
    assert to_params(week, BERLIN) == {"since": ["2026-11-16"], "until": ["2026-11-22"]}


def test_a_date_that_is_none_is_said_and_not_guessed() -> None:
    for params in (
        {"since": ["yesterday"]},
        {"until": ["2026-13-01"]},
        {"week": ["47"]},
        {"since": ["2026-11-16"], "until": ["2026-11-01"]},
        {"since": ["2026-11-02"], "week": ["2026-W47"]},
        {"week": ["2026-W46", "2026-W47"]},
        {"until": ["2026-11-16", "2026-11-17"]},
        {"compare-with": ["the week before"]},
        {"compare-with": ["2026-11-16..2026-11-01"]},
        {"compare-with": ["previous", "4-weeks-before"]},
        {"latest-only": ["maybe"]},
        {"latest-only": ["false"]},
        {"latest-only": [""]},
    ):
        parsed = parse(params, BERLIN)
        assert parsed.filters == ALL
        assert len(parsed.ignored) == 1
    assert not parse({"week": ["2026-W47"] * 2}, BERLIN).ignored
    assert [parse({"latest-only": [word]}, BERLIN) for word in ("yes", "no")] == [
        Parsed(replace(ALL, latest_only=latest)) for latest in (True, False)
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-10T25:00", "“25:00” is no time; write it like 2026-11-10T09:10."),
        ("2026-11-10T09:00+15:00", "has an offset that no zone has; they go from -12:00 to +14"),
        ("2026-11-10 noon", "“noon” is no time"),
        ("2026-02-30T25:00", "“2026-02-30T25:00” is not a date"),
        ("soon", "“soon” is not a date; write it like 2026-11-16."),
        ("2026-03-29T02:30", "2026-03-29T02:30 does not exist in Europe/Berlin"),
        ("2026-10-25T02:30", "2026-10-25T02:30 happens twice in Europe/Berlin"),
    ],
)
def test_an_instant_to_be_kept_is_told_without_a_doubt(text: str, said: str) -> None:
    with pytest.raises(FilterInvalid) as refused:
        moment(text, BERLIN)
    assert said in str(refused.value)


def test_an_instant_is_a_day_a_local_time_or_a_time_with_its_offset() -> None:
    assert moment(" 2026-11-10 ", BERLIN) == datetime(2026, 11, 9, 23, tzinfo=UTC)
    assert moment("2026-11-10T09:00", BERLIN) == datetime(2026, 11, 10, 8, tzinfo=UTC)
    assert moment("2026-10-25T02:30+02:00", BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment("2026-10-25T02:30+01:00", BERLIN) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert moment("2026-04-24", "Africa/Cairo").isoformat() == "2026-04-24T00:00:00+02:00", (
        "its midnight does not exist, its beginning does"
    )


def test_a_period_may_begin_when_clocks_change_and_is_read_by_the_clock_before() -> None:
    for text, utc in (("2026-10-25T02:30", 0), ("2026-03-29T02:30", 1)):
        since = parse({"since": [text]}, BERLIN).filters.since
        assert since and since.astimezone(UTC).strftime("%H:%M") == f"{utc:02}:30"


def history(home: Home) -> History:
    import_export(
        home,
        export(
            {"run_id": "1", "worker_id": "w1", "worker": "Ann", "model": "m", "status": "failed"},
            {"run_id": "2", "worker_id": "w2", "worker": "Bob", "model": None},
            {"run_id": "3", "worker_id": "w2", "worker": "Bob", "model": "n",
             "context_sources": ["tasks", "CRM"], "comment_preview": "100% o'clock_ \\ done"},
        ),
        NOW,
    )  # fmt: skip
    found = current(home)
    assert found
    return found


def test_filters_choose_what_they_say(home: Home) -> None:
    runs = history(home)

    def chosen(**params: str) -> set[str]:
        filters = parse({k.replace("_", "-"): [v] for k, v in params.items()}, "UTC").filters
        return {row["run_id"] for row in runs.ask("newest_runs", filters, shown=10, after=0)}

    assert chosen() == {"1", "2", "3"}
    assert chosen(worker="w2") == chosen(worker="Bob") == {"2", "3"}
    assert chosen(not_worker="Bob") == {"1"}
    assert chosen(model="m") == {"1"}
    assert chosen(not_model="m") == {"2", "3"}, "a run without a model is kept"
    assert chosen(context="CRM") == {"3"}
    assert chosen(not_context="CRM") == {"1", "2"}
    assert chosen(outcome="failed") == chosen(status="failed") == {"1"}
    assert chosen(text="100%") == chosen(text="O'CLOCK_") == chosen(text="\\") == {"3"}
    assert chosen(text="1_0") == chosen(text="' OR 1=1 --") == set()
    assert chosen(since="2026-11-17") == set()
    assert chosen(worker="w2", model="n") == {"3"}


def test_a_period_begins_with_its_first_moment_and_ends_before_its_last(home: Home) -> None:
    at = {name: NOW + timedelta(hours=n) for n, name in enumerate("abc")}
    import_export(home, export(*({"run_id": n, "created_at": t} for n, t in at.items())), NOW)
    found = current(home)
    assert found
    rows = found.ask("newest_runs", ALL.within(at["a"], at["c"]), shown=9, after=0)
    assert [row["run_id"] for row in rows] == ["b", "a"]


def test_a_name_that_is_another_workers_id_means_that_worker(home: Home) -> None:
    swapped = (("1", "Ann", "Bob"), ("2", "Bob", "Ann"), ("3", "w3", "Cy"))
    runs = [{"run_id": run, "worker_id": key, "worker": name} for run, key, name in swapped]
    import_export(home, export(*runs), NOW)
    found = current(home)
    assert found
    for worker, meant in (("Ann", "1"), ("Bob", "2"), ("w3", "3"), ("Cy", "3")):
        rows = found.ask("newest_runs", ALL.choosing("worker", [worker]), shown=10, after=0)
        assert [row["run_id"] for row in rows] == [meant], worker
    rows = found.ask("newest_runs", ALL.choosing("worker", ["Bob"], drop=True), shown=10, after=0)
    assert {row["run_id"] for row in rows} == {"1", "3"}


def test_values_are_counted_over_the_whole_history(home: Home) -> None:
    runs = history(home)
    assert runs.values_of("worker") == {"w2": "Bob", "w1": "Ann"}
    assert set(runs.values_of("context")) == {"tasks", "CRM"}
    assert runs.values_of("text") == {}


def test_runs_are_chosen_by_the_tools_they_called(home: Home) -> None:
    call = {"category": None, "error": None, "wrote": None}
    runs = (
        {"run_id": "a", "tools_called": [{"name": "find", "ok": True, **call}]},
        {"run_id": "b", "tools_called": [{"name": "find", "ok": False, **call}]},
        {"run_id": "c", "tools_called": []},
        {"run_id": "d"},
    )
    import_export(home, export(*runs), NOW)
    history = current(home)
    assert history

    def chosen(name: str, *, drop: bool = False) -> str:
        filters = ALL.choosing(name, ["find"], drop=drop)
        return "".join(
            sorted(run["run_id"] for run in history.ask("newest_runs", filters, shown=9, after=0))
        )

    assert (chosen("called"), chosen("tool-error")) == ("ab", "b")
    assert (chosen("called", drop=True), chosen("tool-error", drop=True)) == ("cd", "acd")
    assert list(history.values_of("called")) == ["find"]
