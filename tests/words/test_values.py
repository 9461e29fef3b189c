"""Numbers as pages write them, at their borders."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.analysis.rates import Difference, Rate
from dashboard.records.schema import OUTCOMES
from dashboard.words import values as words


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("rate", "said", "interval"),
    [
        (Rate(0, 0), "–", ""),
        (Rate(2, 4), "2 of 4", ""),
        (Rate(5, 5), "100.0 %", "56.6–100.0 %"),
        (Rate(0, 40), "0.0 %", "0.0–8.8 %"),
        (Rate(874, 1000), "87.4 %", "85.2–89.3 %"),
    ],
)
def test_a_rate_and_its_interval(rate: Rate, said: str, interval: str) -> None:
    assert plain(words.rate(rate)) == said
    assert plain(words.interval(rate)) == interval


def test_repeated_tasks_make_a_rate_less_sure_and_it_is_said() -> None:
    assert words.counts_as(Rate(30, 60)) == ""
    said = words.counts_as(Rate(30, 60, effect=2.0))
    assert "60 finished runs" in said and "about 30" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [(0.031, "+3.1 points"), (-0.02, "−2.0 points"), (-0.0004, "0.0 points"), (0.0, "0.0 points")],
)
def test_changes_of_rates_are_in_points(change: float, said: str) -> None:
    assert plain(words.points(change)) == said
    assert "%" not in words.points_interval(Difference(change, (change - 0.1, change + 0.1)))


def test_counts_and_numbers() -> None:
    assert words.number(5012) == "5,012"
    assert words.number(0) == "0"
    expected = {
        0: "0",
        0.04: "under 0.1",
        0.05: "0.1",
        0.96: "1",
        6.0003: "6",
        9.94: "9.9",
        9.96: "10",
        10: "10",
    }
    assert {runs: words.expected_count(runs) for runs in expected} == expected
    assert words.with_usual(0, 0.04) == "0" and words.with_usual(1, 0.04) == "1, usually under 0.1"
    assert words.with_usual(0, 4.2) == "0, usually 4.2"
    assert words.count(1, "run") == "1 run"
    assert words.count(0, "run") == "0 runs"
    assert words.count(2, "task is", "tasks are") == "2 tasks are"


def test_a_completed_run_is_said_to_have_succeeded_only_where_it_was_judged() -> None:
    assert words.outcome_word("succeeded") == "completed"
    assert words.outcome_word("succeeded", judged=True) == "succeeded"
    labels = {words.outcome_label(outcome) for outcome in OUTCOMES}
    assert len({label[0] for label in labels}) == len(OUTCOMES)  # glyphs tell them apart


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (0, "0 ms"), (999, "999 ms"), (1000, "1.0 s"), (59_940, "59.9 s"),
        (60_000, "1 min"), (200_000, "3 min 20 s"), (3_599_600, "1 h 0 min"),
        (7_500_000, "2 h 5 min"),
    ],
)  # fmt: skip
def test_lengths_of_time(milliseconds: float, said: str) -> None:
    assert plain(words.duration(milliseconds)) == said


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("export", "created 16 Nov 2026, 10:10"),
        ("as_of", "in the export of 16 Nov 2026, 10:10"),
        ("import", "without a time in the export"),
    ],
)
def test_when_a_run_was_created_is_said_as_far_as_its_export_does(basis: str, said: str) -> None:
    values = {"created_at": datetime(2026, 11, 16, 9, 10, tzinfo=UTC), "time_basis": basis}
    assert words.created(values, "Europe/Berlin") == said


def test_moments_stand_in_the_zone_of_the_workspace() -> None:
    late = datetime(2026, 11, 15, 23, 30, tzinfo=UTC)
    assert words.moment(late, "UTC") == "15 Nov 2026, 23:30"
    assert words.moment(late, "Europe/Berlin") == "16 Nov 2026, 00:30"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "on 5 Jan 2026"),
        (14, "in 14 days"),
        (15, "in 2 weeks"),
        (70, "in 10 weeks"),
        (119, "in 17 weeks"),
        (120, "in 4 months"),
        (365, "in 12 months"),
    ],
)
def test_spans_count_both_ends(days: int, said: str) -> None:
    first = date(2026, 1, 5)
    assert words.how_long(first, first + timedelta(days=days - 1)) == said
