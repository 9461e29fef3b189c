"""Changes on a chart: every line is drawn, and no label runs into another or off the chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.change_log import NOT_RECORDED, Change
from dashboard.charts.change_marks import Label, days_with_changes, labels, mark_changes

START = datetime(2026, 9, 7, tzinfo=UTC)
LEFT, RIGHT = datetime(2026, 9, 7), datetime(2026, 11, 16)


def change(hours: float, what: str = "instructions", new: str | None = "v4") -> Change:
    return Change(
        "w", "Worker", START + timedelta(hours=hours), what, None, new, None, None, "export"
    )


def texts(*hours: float) -> list[str]:
    days = days_with_changes([change(hour) for hour in hours], "UTC")
    return [label.text for label in labels(days, LEFT, RIGHT)]


def test_few_changes_are_named() -> None:
    changes = [change(24), change(800, "model", "m2"), change(802, "tools", None), change(1600)]
    days = days_with_changes(changes, "UTC")
    assert [label.text for label in labels(days, LEFT, RIGHT)] == [
        "Worker v4", "Worker model +1", "Worker v4"
    ]  # fmt: skip


def test_every_name_stands_at_its_line_and_the_line_goes_up_to_it() -> None:
    figure = go.Figure(layout={"height": 300})
    changes = [change(hours) for hours in (24, 48, 72, 900, 1500, 1560, 1600)]
    days = days_with_changes(changes, "UTC")
    mark_changes(figure, days, LEFT, RIGHT)
    middle = LEFT + (RIGHT - LEFT) / 2
    ups = {shape.x0: shape.y1 for shape in figure.layout.shapes if shape.ysizemode == "pixel"}
    assert len(figure.layout.annotations) >= 6
    for name in figure.layout.annotations:
        assert name.x in [day.at for day in days]
        assert name.xanchor == ("right" if name.x > middle else "left")
        assert ups[name.x] > name.yshift


def test_what_did_harm_and_stands_is_named_first_whatever_came_since() -> None:
    changes = [change(hour, new=f"v{hour}") for hour in range(700, 1600, 24)]
    worst, second = changes[3], Change(
        "w", "Supplier records", changes[30].at, NOT_RECORDED, origin="derived"
    )  # fmt: skip
    changes[30] = second
    named = days_with_changes(changes, "UTC", {worst: 40.0, second: 30.0})
    held = [label.text for label in labels(named, LEFT, RIGHT)]
    assert {"Worker v772", "Supplier records rate shifted"} <= set(held)
    assert len(held) < len(changes)
    plain = [label.text for label in labels(days_with_changes(changes, "UTC"), LEFT, RIGHT)]
    assert "Worker v772" not in plain, "else it would be named anyway"


def test_the_two_worst_are_named_where_the_later_one_stands_close() -> None:
    early, late = change(1186, new="v2"), change(1488, "model", "m2")
    made = [*map(change, range(5, 1180, 60)), early, late]
    days = days_with_changes(made, "UTC", {early: 50.0, late: 40.0})
    assert {"Worker v2", "Worker model"} <= {label.text for label in labels(days, LEFT, RIGHT)}


def test_the_worst_of_a_day_names_it() -> None:
    mild, bad = change(24), change(26, "model", "m2")
    (day,) = days_with_changes([mild, bad], "UTC", {bad: 3.0})
    assert day.name == "Worker model +1"


@pytest.mark.parametrize("hours", range(0, 24 * 70, 120))
def test_the_worst_always_has_room(hours: int) -> None:
    worst = replace(change(hours, new="v1 of a long name"), worker="W" * 40)
    changes = sorted([worst, *map(change, range(5, 1600, 30))], key=lambda one: one.at)
    days = days_with_changes(changes, "UTC", {worst: 1.0})
    assert any(label.text.startswith("WWW") for label in labels(days, LEFT, RIGHT))


def test_a_day_is_one_of_the_zone() -> None:
    late = [change(22.5), change(23.5)]
    assert len(days_with_changes(late, "UTC")) == 1
    berlin = days_with_changes([change(21.5), change(22.5)], "Europe/Berlin")
    assert [day.at.day for day in berlin] == [7, 8]


def test_a_name_is_cut_only_where_there_is_no_room_for_it() -> None:
    long = [replace(change(hour, "worker status"), worker="Delivery notices") for hour in (8, 700)]
    early, middle = labels(days_with_changes(long, "UTC"), LEFT, RIGHT)
    assert early.text == "Delivery notices worker status"
    assert middle.text == "Deliver… worker stat…"
    crowd = [*long[:1], change(500), change(560)]
    beside = [one.text for one in labels(days_with_changes(crowd, "UTC"), LEFT, RIGHT)]
    assert {"Worker v4"} <= set(beside) and len(beside) == 3, "a whole name takes no other's place"


@given(st.lists(st.integers(0, 24 * 70 - 1), min_size=1, max_size=60), st.text(max_size=20))
def test_names_never_overlap_nor_leave_the_chart_however_wide(hours: list[int], new: str) -> None:
    changes = [change(hour, new=new) for hour in sorted(hours)]
    found = labels(days_with_changes(changes, "UTC"), LEFT, RIGHT)
    assert found
    for width in (290, 700, 1010):
        ends = {one: drawn(one, width) for one in found}
        assert all(left >= 0 and right <= width for left, right in ends.values())
        for one, other in combinations(found, 2):
            (left, right), (begin, end) = ends[one], ends[other]
            assert one.row != other.row or right < begin or end < left
            upper, lower = sorted((one, other), key=lambda label: -label.row)
            begin, end = ends[lower]
            assert upper.row == lower.row or not begin < upper.at * width < end


def drawn(one: Label, width: int) -> tuple[float, float]:
    """Where a label begins and ends on a chart so wide, in px."""
    line, length = one.at * width, 6.5 * len(one.text) + 3
    return (line - length, line) if one.leftwards else (line, line + length)


def test_every_day_has_its_line_and_text_of_the_export_stays_text() -> None:
    figure = go.Figure(layout={"height": 300})
    changes = [change(100, new="<b>v1</b>"), change(1000), change(9000)]
    mark_changes(figure, days_with_changes(changes, "UTC"), LEFT, RIGHT)
    lines = [shape for shape in figure.layout.shapes if shape.yref == "y domain"]
    assert len(lines) == 2  # the third lies outside
    assert "<" not in "".join(annotation.text for annotation in figure.layout.annotations)
