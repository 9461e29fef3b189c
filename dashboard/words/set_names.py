"""What a set of runs is called in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dashboard.dates import dated
from dashboard.store.about import About
from dashboard.store.dimensions import BY_NAME
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.words.chips import short, value_words
from dashboard.words.safe_text import isolated
from dashboard.words.values import outcome_word

MOST_NAMED = 3
"""Values of one dimension that are named; of more their number is told."""
_SAID = {
    "worker": "of",
    "called": "that called",
    "tool-error": "with a tool error of",
    "text": "with the text",
}


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
        told += f" {_SAID.get(name, f'with {_plain(name)}')} {_any(held, name, wanted)}"
    for name, unwanted in chosen.drop:
        told += f" without {_plain(name)} {_any(held, name, unwanted)}"
    told += "".join(_period(chosen, held.about))
    told += " that are the latest of their task" if chosen.latest_only else ""
    return "all runs" if told == "runs" else told


def finished(name: str) -> str:
    """The finished ones of a set, by its name: "finished runs of Ann"."""
    return f"finished {name.removeprefix('all ')}"


def _plain(name: str) -> str:
    return name.replace("-", " ")


def _any(held: History, name: str, values: tuple[str, ...]) -> str:
    if len(values) > MOST_NAMED:
        return f"one of {len(values)}"
    *first, last = (_value(held, name, value) for value in values)
    return f"{', '.join(first)} or {last}" if first else last


def _value(held: History, name: str, value: str) -> str:
    if name not in ("worker", "cause"):
        return isolated(short(value))
    called = isolated(short(value_words(held, BY_NAME[name], value)))
    return f"“{called}”" if name == "cause" else called


def _period(chosen: Filters, about: About) -> Iterator[str]:
    since = chosen.since and _start(chosen.since, about)
    until = chosen.until and _end(chosen.until, about)
    if since and since == until:
        yield f" on {since}"
    elif since:
        yield f" from {since} to {until}" if until else f" from {since} on"
    elif until:
        yield f" up to {until}"


def _start(at: datetime, about: About) -> str:
    local = at.astimezone(ZoneInfo(about.zone))
    return _day(local, about) + ("" if local.time() == time() else f", {local:%H:%M}")


def _end(at: datetime, about: About) -> str:
    """The last day of those that end at a midnight; else the time itself."""
    local = at.astimezone(ZoneInfo(about.zone))
    if local.time() != time():
        return _start(at, about)
    return _day(local - timedelta(days=1), about)


def _day(local: datetime, about: About) -> str:
    """A day with its year where that is not the one in which the data ends."""
    ends = about.as_of and about.as_of.astimezone(ZoneInfo(about.zone)).year
    return dated(local, "%-d %b" if local.year == ends else "%-d %b %Y")
