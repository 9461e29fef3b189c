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
        ("1,5 s", 1_500), ("1,25 min", 75_000), ("0,0005 s", 0.5), ("1 hour, 2 minutes", 3_720_000),
        ("2h,3min", 7_380_000), ("1,5 Minuten", 90_000), ("1 Std. 2 Min.", 3_720_000),
        ("2 Stunden und 1 Sekunde", 7_201_000), ("1 heure et 5 secondes", 3_605_000),
        ("3 días 2 horas", 266_400_000), ("1 ora e 2 minuti", 3_720_000), ("2 uur", 7_200_000),
        ("5 godz. 3 sek.", 18_003_000), ("2 dias", 172_800_000), ("1時間2分3秒", 3_723_000),
        ("500 µs", 0.5), ("1 week", 604_800_000), ("2 Wochen 1 Tag", 1_296_000_000),
        ("1小时2分钟", 3_720_000),
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
        ("1,500 s", "a comma before its decimals"),
        ("1 h 1,500 ms", "a comma before its decimals"),
    ],
)
def test_what_cannot_be_told_says_why(text: str, reason: str) -> None:
    with pytest.raises(BadValue, match=reason):
        milliseconds(text)


@pytest.mark.parametrize(("value", "unit"), [("9" * 305, "h"), ("9" * 305 + "h", "ms")])
def test_a_unit_makes_no_duration_endless(value: str, unit: str) -> None:
    with pytest.raises(BadValue, match="too long"):
        duration(unit)(value)
