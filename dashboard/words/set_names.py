"""What a set of runs is called in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.dates import day, span, time
from dashboard.store.dimensions.dimension import NONE
from dashboard.store.dimensions.known import named
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.store.reading.history import History
from dashboard.words.chips import NONE_NAMED, value_words
from dashboard.words.dimensions import runs_having, runs_lacking, short
from dashboard.words.safe_text import isolated
from dashboard.words.values import outcome_word

MOST_NAMED = 3
"""Values of one dimension that are named; of more their number is told."""


def set_name(held: History, chosen: Filters, *, judged: bool) -> str:
    """What a set of runs is called in a sentence: "failed or bad runs", "runs of Ann", "runs with
    cause “Timed out”", "runs from 2 Nov to 8 Nov". It holds text of the export.

    judged: whether the export says if a completed run was any good.
    """
    kept = dict(chosen.keep)
    outcomes = [outcome_word(outcome, judged=judged) for outcome in kept.pop("outcome", ())]
    if not judged and "bad" in outcomes and len(outcomes) > 1:
        outcomes.remove("bad")
    told = f"{' or '.join(sorted(outcomes, reverse=True))} runs" if outcomes else "runs"
    for name, wanted in kept.items():
        told += f" {runs_having(named(name), _any(held, name, wanted))}"
    for name, unwanted in chosen.drop:
        told += f" {runs_lacking(named(name), _any(held, name, unwanted))}"
    told += "".join(_period(chosen, held.about))
    told += " that are the latest of their task" if chosen.latest_only else ""
    return "all runs" if told == "runs" else told


def numbered(n: int, name: str) -> str:
    """So many runs of a set, by its name: "5,012 runs of Ann", "1 run of Ann"."""
    return f"{n:,} {_of_one(name) if n == 1 else name}"


def finished(n: int, name: str) -> str:
    """The finished ones of a set, by its name: "5,012 finished runs of Ann"."""
    return numbered(n, f"finished {name.removeprefix('all ')}")


def _of_one(name: str) -> str:
    return name.removeprefix("all ").replace("runs", "run", 1)  # the first is never of the export


def _any(held: History, name: str, values: tuple[str, ...]) -> str:
    if len(values) > MOST_NAMED:
        return f"one of {len(values)}"
    *first, last = (_value(held, name, value) for value in values)
    return f"{', '.join(first)} or {last}" if first else last


def _value(held: History, name: str, value: str) -> str:
    if value == NONE:
        return NONE_NAMED
    if name not in ("worker", "cause"):
        return isolated(short(value))
    called = isolated(short(value_words(held, named(name), value)))
    return f"“{called}”" if name == "cause" else called


def _period(chosen: Filters, about: About) -> Iterator[str]:
    zone = ZoneInfo(about.zone)
    since, until = (at and at.astimezone(zone) for at in (chosen.since, chosen.until))
    if since and until and _midnight(since) and _midnight(until):
        yield f" of {span(since, until - timedelta(days=1))}"
    elif since:
        yield f" from {_start(since)} to {_end(until)}" if until else f" from {_start(since)} on"
    elif until:
        yield f" up to {_end(until)}"


def _start(local: datetime) -> str:
    return day(local) if _midnight(local) else time(local)


def _end(local: datetime) -> str:
    """The last day of those that end at a midnight; else the time itself."""
    return day(local - timedelta(days=1)) if _midnight(local) else time(local)


def _midnight(local: datetime) -> bool:
    return (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
