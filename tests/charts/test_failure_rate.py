"""The failure rate over time: a line with its band, and what few runs look like."""

from __future__ import annotations

from dashboard.analysis.trends import Bucket
from dashboard.charts.failure_rate import failure_rate
from tests.charts.test_status_over_time import bucket


def course(*failed_of: tuple[int, int]) -> list[Bucket]:
    return [
        bucket(day, failed=failed, succeeded=runs - failed, running=3)
        for day, (failed, runs) in enumerate(failed_of)
    ]


def test_the_line_is_of_finished_runs_with_a_band_per_stretch() -> None:
    figure = failure_rate(course((1, 10), (2, 10), (0, 0), (5, 10)), "day")
    assert figure
    *bands, line = figure.data
    assert list(line.y) == [10, 20, None, 50]
    assert [len(band.x) for band in bands] == [4, 2]
    high, low = max(bands[1].y), min(bands[1].y)
    assert 23 < low < 24 and 76 < high < 77, "Wilson's 95 % range of 5 in 10"


def test_few_runs_are_hollow_and_have_no_band() -> None:
    figure = failure_rate(course((1, 10), (1, 4)), "day")
    assert figure
    *bands, line = figure.data
    assert list(line.marker.symbol) == ["circle", "circle-open"] and len(bands) == 1


def test_without_a_bucket_of_five_runs_there_is_no_panel() -> None:
    assert failure_rate(course((1, 4), (0, 2)), "day") is None
    assert failure_rate([], "day") is None


def test_one_bucket_alone_is_no_course() -> None:
    assert failure_rate(course((3, 10)), "day") is None
    assert failure_rate(course((0, 0), (3, 10), (0, 0)), "day") is None
    assert failure_rate(course((3, 10), (0, 0), (1, 2)), "day")
