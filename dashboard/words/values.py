"""Our own words and numbers, as pages write them. Nothing here returns text of an export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard import dates
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT, Difference, Rate

NONE = "–"
BY_ENDING = "these runs are chosen by how they ended"
"""Why no rate is told of them, nor anything that rests on rates."""
PERCENT = "\u00a0%"  # never parted from its number
GLYPHS = {
    "failed": "✕",
    "succeeded": "✓",
    "running": "▶",
    "queued": "◷",
    "pending": "…",
    "bad": "!",
    "cancelled": "–",
    "unknown": "?",
}


def unbroken(text: str) -> str:
    """The same text, in which no line ends."""
    return text.replace(" ", "\u00a0")


SURE = unbroken("(95 % range)")
"""Beside what has one, in the heading of a column."""


def bucket_name(start: datetime, unit: str) -> str:
    """The hour, day or week that begins at a local time: "2 Nov 2026, 09:00"; the second of two
    hours that a change of clocks makes alike is told from the first."""
    if unit != "hour":
        return dates.day(start)
    return dates.time(start) + " again" * start.fold


def outcome_word(outcome: str, *, judged: bool = False) -> str:
    """What an outcome is called. judged: the export says whether a completed run was good."""
    return "completed" if outcome == "succeeded" and not judged else outcome


def outcome_label(outcome: str, *, judged: bool = False) -> str:
    """An outcome as glyph and word."""
    return f"{GLYPHS[outcome]} {outcome_word(outcome, judged=judged)}"


def number(value: float) -> str:
    """A number with thousands marked: 5,012; 3.25."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


def count(value: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 run", "5,012 runs"."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def expected_count(expected: float) -> str:
    """An expected count: whole from 10 on, else with one decimal where there is any; "under 0.1"
    for more than 0 that would round to it."""
    if 0 < expected < 0.05:
        return "under 0.1"
    return f"{expected:,.0f}" if expected >= 10 else f"{expected:.1f}".removesuffix(".0")


def with_usual(found: int, expected: float) -> str:
    """A count with what is usual: "38, usually 6"; "0" where next to nothing is."""
    if not found and expected < 0.05:
        return "0"
    return f"{found:,}, usually {expected_count(expected)}"


def percent(fraction: float) -> str:
    """A fraction with one decimal: 87.4 %."""
    return f"{fraction * 100:.1f}{PERCENT}"


def rate(value: Rate) -> str:
    """A rate; a bare count where there are too few runs for a percentage."""
    if value.value is None:
        return NONE
    if value.n < TOO_FEW_FOR_PERCENT:
        return f"{value.s:,} of {value.n:,}"
    return percent(value.value)


def of_finished(value: Rate) -> str:
    """A rate with what it is of: "83.1 % of 875 finished runs", "1 of 2 finished runs"."""
    if value.n < TOO_FEW_FOR_PERCENT:
        return f"{value.s:,} of {count(value.n, 'finished run')}"
    return f"{rate(value)} of {count(value.n, 'finished run')}"


def bad_of_judged(bad: int, judged: int) -> str:
    """How many completed runs were bad, always of those that the export judges: "3 of 55 judged
    runs were bad"."""
    return f"{bad:,} of {count(judged, 'judged run')} {'was' if bad == 1 else 'were'} bad"


HOW_FAR = "too few runs to say how far it moved"
"""In place of the points between two rates, where too_few_to_compare() says so."""


def too_few_to_compare(now: Rate, then: Rate) -> str:
    """Both rates as counts, "1 of 1 against 1 of 2", where a side has too few runs for the points
    between them; else "".
    """
    few = min(now.n, then.n) < TOO_FEW_FOR_PERCENT
    return f"{rate(now)} against {rate(then)}" if few else ""


def withheld(value: Rate, finished: int) -> str | None:
    """Why there is no rate of so many finished runs; None where there is one."""
    if value.n:
        return None
    return BY_ENDING if finished else "no run has finished"


def interval(value: Rate) -> str:
    """A rate's 95 % interval: 84.9–89.6 %; "" where there are too few runs for a percentage."""
    if value.interval is None or value.n < TOO_FEW_FOR_PERCENT:
        return ""
    low, high = value.interval
    return f"{low * 100:.1f}–{high * 100:.1f}{PERCENT}"


def points(change: float) -> str:
    """A change of a rate in points: +3.1 points, −2.0 points; 0.0 has no sign."""
    return f"{signed(change)} points"


def points_interval(change: Difference) -> str:
    """The 95 % interval of a change of a rate: −1.2 to +4.0 points."""
    low, high = map(signed, change.interval)
    return f"{low} to {high} points"


def signed(change: float) -> str:
    """A change of a rate as a number of points: +3.1, −2.0; 0.0 has no sign."""
    rounded = round(change * 100, 1)
    return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


def counts_as(value: Rate) -> str:
    """What repeated tasks take from a number of runs; "" when they take nothing worth saying."""
    if value.effect < 1.1:
        return ""
    return f"{count(value.n, 'finished run')} that repeat tasks count as about {value.n_eff:,.0f}"


def duration(milliseconds: float) -> str:
    """A length of time: 820 ms, 4.2 s, 3 min 20 s, 2 h 5 min."""
    seconds = milliseconds / 1000
    if seconds < 1:
        return f"{milliseconds:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{minutes // 60:,} h {minutes % 60} min"


def moment(at: datetime, zone: str) -> str:
    """A time of a zone, to the minute: 16 Nov 2026, 09:10."""
    return dates.time(at.astimezone(ZoneInfo(zone)))


def created(values: Mapping[str, Any], zone: str) -> str:
    """When a run was created, by its fields, as far as its export says it."""
    if values["time_basis"] == "import":
        return "without a time in the export"
    told = "created" if values["time_basis"] == "export" else "in the export of"
    return f"{told} {moment(values['created_at'], zone)}"


def how_long(first: date, last: date) -> str:
    """How much time there is from the first to the last day, both counted: "in 10 weeks"."""
    days = (last - first).days + 1
    if days == 1:
        return f"on {dates.day(first)}"
    if days < 15:
        return f"in {days} days"
    return f"in {round(days / 7)} weeks" if days < 120 else f"in {round(days / 30.44)} months"


def still_failed_cell(unresolved: int | None, untold: int) -> str | None:
    """Tasks still failed in a column of a command's table; as in Headline."""
    if not untold:
        return None if unresolved is None else f"{unresolved:,}"
    return f"{'' if unresolved is None else f'{unresolved:,}, '}{untold:,} not known"
