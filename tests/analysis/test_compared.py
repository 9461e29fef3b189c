"""What a period is compared with: only what exports cover, and why not is known."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dashboard.analysis.compared import ComparedTime, NotCompared, Uncompared, compared_time
from dashboard.store.filters.filter_links import parse
from dashboard.store.reading.gaps import Gap
from dashboard.words.compared import compared_with, not_compared, then, unlike_lengths
from tests.words.test_periods import about

WEEK = {"since": ["2026-11-09"], "until": ["2026-11-15"]}
"""A whole week of the data, which is of 7 Oct to Thursday, 19 Nov 2026, 00:30 in Berlin."""
SUMMER, WINTER = "+02:00", "+01:00"


def compared(link: dict[str, list[str]], with_: str = "", gaps: tuple[Gap, ...] = ()) -> str:
    """What a link is compared with, from its beginning to its end; or why it is not."""
    params = link | ({"compare-with": [with_]} if with_ else {})
    parsed = parse(params, "Europe/Berlin")
    assert not parsed.ignored
    found = compared_time(about(gaps=gaps), parsed.filters)
    if isinstance(found, NotCompared):
        return found.why.name
    return f"{found.since.isoformat()} {found.until.isoformat()}"


@pytest.mark.parametrize(
    ("link", "with_", "told"),
    [
        (WEEK, "", f"2026-11-02T00:00:00{WINTER} 2026-11-09T00:00:00{WINTER}"),
        (WEEK, "previous", f"2026-11-02T00:00:00{WINTER} 2026-11-09T00:00:00{WINTER}"),
        (WEEK, "4-weeks-before", f"2026-10-12T00:00:00{SUMMER} 2026-10-19T00:00:00{SUMMER}"),
        (WEEK, "2026-10-20..2026-10-26",
         f"2026-10-20T00:00:00{SUMMER} 2026-10-27T00:00:00{WINTER}"),
        # A week that is not over: the same elapsed part of the other, but days that are named.
        ({"since": ["2026-11-16"]}, "", f"2026-11-12T00:00:00{WINTER} 2026-11-15T00:30:00{WINTER}"),
        ({"since": ["2026-11-16"], "until": ["2026-11-22"]}, "4-weeks-before",
         f"2026-10-19T00:00:00{SUMMER} 2026-10-22T00:30:00{SUMMER}"),
        ({"since": ["2026-11-16"], "until": ["2026-11-22"]}, "2026-11-02..2026-11-03",
         f"2026-11-02T00:00:00{WINTER} 2026-11-04T00:00:00{WINTER}"),
        # With later days, too; and all before a day with the days after it.
        (WEEK, "2026-11-16..2026-11-18",
         f"2026-11-16T00:00:00{WINTER} 2026-11-19T00:00:00{WINTER}"),
        ({"until": ["2026-11-01"]}, "2026-11-02..2026-11-08",
         f"2026-11-02T00:00:00{WINTER} 2026-11-09T00:00:00{WINTER}"),
        ({}, "", "NO_PERIOD"),
        ({}, "4-weeks-before", "NO_PERIOD"),
        ({"since": ["2027-01-01"]}, "", "NO_DATA"),
        ({}, "2026-11-02..2026-11-08", "OVERLAPS"),
        (WEEK, "2026-11-15..2026-11-16", "OVERLAPS"),
        ({"since": ["2026-10-10"], "until": ["2026-11-15"]}, "4-weeks-before", "OVERLAPS"),
        ({"since": ["2026-10-20"], "until": ["2026-11-15"]}, "", "PARTLY"),
        (WEEK, "2026-10-05..2026-10-11", "PARTLY"),
        (WEEK, "2026-11-16..2026-11-22", "PARTLY"),
        (WEEK, "2026-09-01..2026-09-07", "OUTSIDE"),
        (WEEK, "2026-12-01..2026-12-07", "OUTSIDE"),
        ({"since": ["2026-10-01"], "until": ["2026-10-11"]}, "2026-11-02..2026-11-08",
         "ITSELF_PARTLY"),
    ],
)  # fmt: skip
def test_a_period_is_compared_with_what_is_meant_if_exports_cover_both(
    link: dict[str, list[str]], with_: str, told: str
) -> None:
    assert compared(link, with_) == told


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ((3, 5), "PARTLY"),
        ((1, 9), "OUTSIDE"),
        ((2, 9), "OUTSIDE"),
        ((1, 10), "ITSELF_PARTLY"),
        ((13, 14), "ITSELF_PARTLY"),
    ],
)
def test_a_window_with_a_gap_is_not_compared(days: tuple[int, int], why: str) -> None:
    since, until = (datetime(2026, 11, day, tzinfo=ZoneInfo("Europe/Berlin")) for day in days)
    gap = Gap(since, until, last=since, first=until)
    assert compared(WEEK, gaps=(gap,)) == why


def found(with_: str) -> ComparedTime | NotCompared:
    link = parse(WEEK | {"compare-with": [with_]}, "Europe/Berlin")
    return compared_time(about(), link.filters)


def test_the_other_time_is_named_by_its_days() -> None:
    before, four, own = map(found, ("previous", "4-weeks-before", "2026-10-20..2026-10-21"))
    assert isinstance(before, ComparedTime) and isinstance(four, ComparedTime)
    assert isinstance(own, ComparedTime)
    assert compared_with(before) == "the 7 days before, 2–8 Nov 2026"
    assert compared_with(four) == "the same time 4 weeks before, 12–18 Oct 2026"
    assert compared_with(own) == "20–21 Oct 2026"
    assert (then(before), then(four)) == ("the week before", "4 weeks before")
    assert then(own) == "on 20–21 Oct 2026"
    assert not unlike_lengths(before) and "only rates" in unlike_lengths(own)


@pytest.mark.parametrize(
    ("with_", "told"),
    [
        ("2026-10-05..2026-10-11", "Not compared with 5–11 Oct 2026: exports cover only a part of "
         "it; the data begins on 7 Oct 2026."),
        ("2026-12-01..2026-12-07", "Not compared with 1–7 Dec 2026: no export covers it."),
        ("2026-11-10..2026-11-16",
         "Not compared with 10–16 Nov 2026: the two have days in common."),
    ],
)  # fmt: skip
def test_why_a_period_is_not_compared_is_said(with_: str, told: str) -> None:
    why = found(with_)
    assert isinstance(why, NotCompared)
    assert not_compared(why, about()) == told
    assert "has no first day" in not_compared(NotCompared(Uncompared.NO_PERIOD), about())
    assert "the data ends before" in not_compared(NotCompared(Uncompared.NO_DATA), about())
