"""Hours of a day on which clocks change: bars side by side, all named and marked as they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import plotly.graph_objects as go
import pytest

from dashboard.analysis.clock_hours import spans
from dashboard.charts.causes_over_time import causes_over_time
from dashboard.charts.change_marks import Day, placed
from dashboard.charts.changes_strip import changes_strip
from dashboard.charts.time_axis import STEP, places, time_axis
from dashboard.dates import day

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = {23: date(2026, 3, 29), 24: date(2026, 3, 28), 25: date(2026, 10, 25)}


def starts(hours: int) -> list[datetime]:
    midnight = datetime.combine(DAYS[hours], datetime.min.time())
    return [start for start, _ in spans((midnight, midnight + timedelta(days=1)), "hour", BERLIN)]


def chart(hours: int) -> go.Figure:
    return causes_over_time([("No access", [1] * hours)], starts(hours), "hour")


@pytest.mark.parametrize("hours", DAYS)
def test_bars_stand_side_by_side(hours: int) -> None:
    bar = chart(hours).data[0]
    assert len(bar.x) == hours
    assert {right - left for left, right in pairwise(bar.x)} == {timedelta(hours=1)}


@pytest.mark.parametrize(
    ("hours", "first", "named"), [(23, 1, ["01:00", "03:00"]), (25, 2, ["02:00", "02:00", "03:00"])]
)
def test_a_hover_names_the_hour_that_was_on_the_clock(
    hours: int, first: int, named: list[str]
) -> None:
    (names,) = (trace for trace in chart(hours).data if trace.type == "scatter")
    assert [text.split(", ")[1][:5] for text in names.text[first : first + len(named)]] == named
    assert list(names.x) == [bar + timedelta(minutes=30) for bar in chart(hours).data[0].x]
    assert not chart(hours).layout.xaxis.unifiedhovertitle.text.strip()
    assert sum(text.endswith(" again") for text in names.text) == (hours == 25)
    assert {text.split(", ")[0] for text in names.text} == {day(DAYS[hours])}


def test_the_axis_names_hovers_itself_where_clocks_go_on() -> None:
    assert [trace.type for trace in chart(24).data] == ["bar"]
    assert not chart(24).layout.xaxis.unifiedhovertitle.text


@pytest.mark.parametrize("hours", DAYS)
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 4, 22])
def test_a_change_stands_in_the_bar_of_its_hour(hours: int, hour: int) -> None:
    held = starts(hours)
    midnight = held[0].replace(tzinfo=BERLIN).astimezone(UTC)
    at = (midnight + timedelta(hours=hour, minutes=40)).astimezone(BERLIN).replace(tzinfo=None)
    (mark,) = placed([Day(at, ())], held, "hour")
    assert mark.at == places(held, "hour")[hour] + timedelta(minutes=40)
    assert placed([Day(at, ())], held, "day")[0].at == at


@pytest.mark.parametrize(("day", "marked"), [((2026, 4, 5), (1, 35)), ((2026, 10, 4), (2, 35))])
def test_a_change_stands_in_its_bar_where_clocks_change_by_half_an_hour(
    day: tuple[int, int, int], marked: tuple[int, int]
) -> None:
    midnight = datetime(*day)
    zone = ZoneInfo("Australia/Lord_Howe")
    held = [start for start, _ in spans((midnight, midnight + timedelta(days=1)), "hour", zone)]
    at = midnight.replace(hour=marked[0], minute=marked[1], fold=1)
    (mark,) = placed([Day(at, ())], held, "hour")
    assert mark.at == midnight + timedelta(hours=2, minutes=35), "the third bar"


@pytest.mark.parametrize(
    ("unit", "bars", "named"),
    [
        ("day", 1, ["28 Dec"]),
        ("day", 7, ["28 Dec", "29", "30", "31", "1 Jan", "2", "3"]),
        ("day", 28, ["28 Dec", "31", "3 Jan", "6", "9", "12", "15", "18", "21", "24"]),
        ("week", 10, ["28 Dec", "11 Jan", "25", "8 Feb", "22"]),
        ("week", 80, ["28 Dec 2026", "31 May 2027", "1 Nov 2027", "3 Apr 2028"]),
        ("hour", 24, [f"{hour:02}:00" for hour in range(0, 24, 4)]),
        ("hour", 72, ["28 Dec", "12:00", "29 Dec", "12:00", "30 Dec", "12:00"]),
    ],
)
def test_names_have_room_on_a_phone_and_say_only_what_changes(
    unit: str, bars: int, named: list[str]
) -> None:
    figure = go.Figure()
    time_axis(figure, [datetime(2026, 12, 28) + n * STEP[unit] for n in range(bars)], unit)
    assert list(figure.layout.xaxis.ticktext) == named
    assert figure.layout.xaxis.tickangle == 0


def test_the_name_of_a_week_stands_left_of_what_happened_in_it() -> None:
    figure = go.Figure()
    weeks = [datetime(2026, 9, 7) + n * STEP["week"] for n in range(10)]
    time_axis(figure, weeks, "week")
    named = dict(zip(figure.layout.xaxis.ticktext, figure.layout.xaxis.tickvals, strict=True))
    (mark,) = placed([Day(datetime(2026, 9, 9), ())], weeks, "week")
    assert named["7 Sep"] <= mark.at < min(at for name, at in named.items() if name != "7 Sep")


@pytest.mark.parametrize(
    ("monday", "named"),
    [
        (datetime(2026, 9, 21), ["21 Sep", "28", "5 Oct", "12", "19", "26", "2 Nov", "9"]),
        (datetime(2025, 12, 29), ["29 Dec", "12 Jan", "26", "9 Feb"]),
    ],
)
def test_the_weeks_of_a_worker_are_named_so_that_no_name_runs_into_the_next(
    monday: datetime, named: list[str]
) -> None:
    figure = changes_strip([], [], monday.replace(tzinfo=UTC), {})
    assert list(figure.layout.xaxis.ticktext) == named
    assert len(figure.layout.xaxis.tickvals) == len(named)
