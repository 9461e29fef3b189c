"""Periods by name, counted back from the data’s own now, in the workspace's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dashboard.store.filters.filter_links import parse, to_params
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.about import About
from dashboard.words.periods import (
    ALL_DATA,
    CUSTOM,
    closed,
    period_words,
    preset_of,
    presets,
    within,
)


def about(**changed: Any) -> About:
    """History of 7 Oct to 19 Nov 2026, early on Thursday in Berlin."""
    held: dict[str, Any] = {
        "generation": 1,
        "zone": "Europe/Berlin",
        "runs": 9,
        "as_of": datetime(2026, 11, 18, 23, 30, tzinfo=UTC),
        "first": datetime(2026, 10, 7, 9, tzinfo=UTC),
        "last": datetime(2026, 11, 18, 23, tzinfo=UTC),
        "until": datetime(2026, 11, 19, 0, 30, tzinfo=ZoneInfo("Europe/Berlin")),
        "whole_from": datetime(2026, 10, 7, 9, tzinfo=UTC),
        "columns": frozenset(),
        "notes": (),
        "filled": {},
        "placed": 0,
        "stamped": 0,
        "unread": (),
        "lost": (),
        "gaps": (),
        "days_a_week": (5, 5, 5, 5, 5),
        "settings": {},
    }
    return About(**(held | changed))


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Last week", (date(2026, 11, 9), date(2026, 11, 15))),
        ("This week", (date(2026, 11, 16), date(2026, 11, 22))),
        ("Complete weeks", (date(2026, 10, 12), date(2026, 11, 15))),
        ("Last 7 days", (date(2026, 11, 13), date(2026, 11, 19))),
        ("Last 14 days", (date(2026, 11, 6), date(2026, 11, 19))),
        ("Last 28 days", (date(2026, 10, 23), date(2026, 11, 19))),
    ],
)
def test_a_named_period_survives_the_link_as_dates(name: str, days: tuple[date, date]) -> None:
    assert presets(about())[name] == days
    chosen = within(ALL, days, about().zone)
    link = to_params(chosen, about().zone)
    assert link == {"since": [days[0].isoformat()], "until": [days[1].isoformat()]}
    again = parse(link, about().zone).filters
    assert preset_of(again, about()) == name
    assert period_words(again, about()) == name


def test_only_periods_that_hold_data_are_offered() -> None:
    young = about(first=datetime(2026, 11, 18, 9, tzinfo=UTC))
    last = [f"Last {days} days" for days in (7, 14, 28)]
    assert list(presets(young)) == [ALL_DATA, "This week", *last]


def test_other_dates_are_said_as_days() -> None:
    chosen = within(ALL, (date(2026, 11, 1), date(2026, 11, 3)), about().zone)
    assert preset_of(chosen, about()) == CUSTOM
    assert period_words(chosen, about()) == "1–3 Nov 2026"
    assert period_words(ALL, about()) == ALL_DATA


def test_hours_of_a_link_are_said() -> None:
    link = {"since": ["2026-11-16T08:00:00Z"], "until": ["2026-11-19"]}
    chosen = parse(link, about().zone).filters
    assert preset_of(chosen, about()) == CUSTOM
    assert period_words(chosen, about()) == ("since 16 Nov 2026, 09:00 until 20 Nov 2026, 00:00")
    open_end = parse({"since": ["2026-11-16T08:00:00Z"]}, about().zone).filters
    assert period_words(open_end, about()) == "since 16 Nov 2026, 09:00"


@pytest.mark.parametrize(
    ("link", "copied"),
    [
        ({}, {"until": ["2026-11-19"]}),
        ({"worker": ["w1"]}, {"worker": ["w1"], "until": ["2026-11-19"]}),
        ({"since": ["2026-11-01"]}, {"since": ["2026-11-01"], "until": ["2026-11-19"]}),
        ({"week": ["2026-W46"]}, {"since": ["2026-11-09"], "until": ["2026-11-15"]}),
        ({"until": ["2026-11-10T07:00Z"]}, {"until": ["2026-11-10T07:00:00Z"]}),
    ],
)
def test_a_copied_link_ends_where_the_data_does(
    link: dict[str, list[str]], copied: dict[str, list[str]]
) -> None:
    filters = closed(parse(link, "Europe/Berlin").filters, about())
    assert to_params(filters, "Europe/Berlin") == copied


def test_without_times_there_is_no_end_to_close() -> None:
    assert closed(ALL, about(first=None)) == ALL
    assert closed(ALL, about(until=None)) == ALL
