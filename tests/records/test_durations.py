"""Durations: with their units in the text, and what cannot be told."""

from __future__ import annotations

import pytest

from dashboard.records.convert import duration
from dashboard.records.durations import milliseconds
from dashboard.sources.raw.faults import BadValue


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1m 23s", 83_000), ("1m23s", 83_000), ("60.007 seconds", 60_007), ("00:01:23", 83_000),
        ("0:01:23.5", 83_500), ("1 day, 2:03:04", 93_784_000), ("2 days 00:00:01", 172_801_000),
        ("PT1M23S", 83_000), ("pt0.5s", 500), ("P1DT1H", 90_000_000), ("325ms", 325),
        ("325 ms", 325), ("1h", 3_600_000),
        ("2 hours and 5 minutes", 7_500_000), ("9 sec", 9_000),
        ("1 min 5 sec", 65_000), ("250 µs", 0.25), ("12 milliseconds", 12), ("1d 2h", 93_600_000),
        ("3 secs.", 3_000), ("5MIN", 300_000), ("100ns", 0.0001), ("25:00:00", 90_000_000),
    ],
)  # fmt: skip
def test_a_duration_with_its_units(text: str, expected: float) -> None:
    assert milliseconds(text) == pytest.approx(expected)
    assert milliseconds(f" {text} ") == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["", "12", "1.5", "NaN", "-", "P", "PT", "soon", "-5s", "1:2:3", 5]
)
def test_what_is_none_is_left_to_the_numbers(text: object) -> None:
    assert milliseconds(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("01:23", "0:01:23 or 01:23:00"),
        ("2 fortnights", "fortnights"),
        ("3 moons 2 s", "moons"),
        ("1,5 s", "a comma before its decimals"),
    ],
)
def test_what_cannot_be_told_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        milliseconds(text)


@pytest.mark.parametrize(("value", "unit"), [("9" * 305, "h"), ("9" * 305 + "h", "ms")])
def test_a_unit_makes_no_duration_endless(value: str, unit: str) -> None:
    with pytest.raises(BadValue, match="too long"):
        duration(unit)(value)
