"""Changes on a chart: every line is drawn, and no label runs into another or off the chart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.change_log import Change
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


def test_changes_close_to_each_other_are_named_in_rows_the_newest_first() -> None:
    assert texts(0, 24, 48, 72, 900) == ["Worker v4"] * 4, "the oldest has no room"
    figure = go.Figure(layout={"height": 300})
    changes = [change(-24), change(0), change(24), change(900)]
    mark_changes(figure, days_with_changes(changes, "UTC"), LEFT, RIGHT)
    assert [annotation.yshift for annotation in figure.layout.annotations] == [14, 0, 0]


def test_a_day_is_one_of_the_zone() -> None:
    late = [change(22.5), change(23.5)]
    assert len(days_with_changes(late, "UTC")) == 1
    berlin = days_with_changes([change(21.5), change(22.5)], "Europe/Berlin")
    assert [day.at.day for day in berlin] == [7, 8]


def test_a_label_is_as_wide_as_its_letters_and_the_gap_on_the_narrowest_plot() -> None:
    assert Label(0.5, "v4").half == pytest.approx((2 * 6.5 + 8) / 2 / 290)
    assert Label(0.0, "v4").inside().at == Label(0.5, "v4").half


@given(st.lists(st.integers(0, 24 * 70 - 1), min_size=1, max_size=60), st.text(max_size=20))
def test_labels_never_overlap_nor_leave_the_chart(hours: list[int], new: str) -> None:
    changes = [change(hour, new=new) for hour in sorted(hours)]
    found = labels(days_with_changes(changes, "UTC"), LEFT, RIGHT)
    assert found
    for one in found:
        assert one.at - one.half + 1e-9 >= 0 and one.at + one.half <= 1 + 1e-9
    for left, right in combinations(found, 2):
        assert left.row != right.row or abs(left.at - right.at) >= left.half + right.half - 1e-9


def test_every_day_has_its_line_and_text_of_the_export_stays_text() -> None:
    figure = go.Figure(layout={"height": 300})
    changes = [change(100, new="<b>v1</b>"), change(1000), change(9000)]
    mark_changes(figure, days_with_changes(changes, "UTC"), LEFT, RIGHT)
    assert len(figure.layout.shapes) == 2  # the third lies outside
    assert "<" not in "".join(annotation.text for annotation in figure.layout.annotations)
