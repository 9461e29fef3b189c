"""What came after all changes together, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from dashboard.analysis import verdict
from dashboard.analysis.changes import Changes
from dashboard.analysis.impact import Impact
from dashboard.words.change_times import when
from dashboard.words.changes import FATES
from dashboard.words.edits import is_shift, value
from dashboard.words.values import count

NAMED = 5
"""So many workers are named in a sentence."""
CALLED_BY_CHANCE = 0.01
"""Share of the changes without an effect that are called changed at one moment (measured:
data/STATISTICS.md)."""


def headline(answer: Changes, period: str = "") -> str:
    """The finding of the page Changes: what stands, and what was made in the period. period: as a
    sentence ends with it, "last week"; "" for all data, of which what stands is a part."""
    if not answer.listed and not answer.known:
        return "No change is known."
    if not period:
        return f"{_made(answer.impacts)}: {_verdicts(answer.impacts)}."
    n = len(answer.standing) + len(answer.beyond)
    standing = f"{count(n, 'regression')} {'stands' if n == 1 else 'stand'}"
    if n == len(answer.standing) == len(answer.impacts) > 0:  # the same ones, told once
        return f"{standing}: {_made(answer.impacts)}, {period}."
    told = f"{standing if n else 'No regression stands'}; {_made(answer.impacts, period)}"
    return f"{told}: {_verdicts(answer.impacts)}." if answer.impacts else f"{told}."


def _made(found: Sequence[Impact], period: str = "") -> str:
    """How many changes and shifts there are, and with a period that they were made in it."""
    shifts = sum(is_shift(one.change) for one in found)
    edits = len(found) - shifts
    if not found:
        return f"no change was made {period}"
    made = f" {'was' if edits == 1 else 'were'} made" if period else ""
    told = [f"{count(edits, 'change')}{made}"] * bool(edits)
    began = " began" if period else ""
    told += [f"{count(shifts, 'shift')} that no edit explains{began}"] * bool(shifts)
    return f"{' and '.join(told)} {period}".strip()


def _verdicts(found: Sequence[Impact]) -> str:
    """How many changes came out how: "2 regressed, 1 improved"; "none with a clear effect" only
    where all could be judged."""
    kinds = [
        f"{n:,} {word}"
        for word in (verdict.REGRESSED, verdict.IMPROVED)
        if (n := sum(one.verdict == word for one in found))
    ]
    fates = [
        f"{n:,} {word}"
        for fate, word in FATES.items()
        if (n := sum(one.fate == fate for one in found))
    ]
    if fates:
        kinds[0] += f" ({', '.join(fates)})"
    if kinds:
        return ", ".join(kinds)
    unjudged = [one for one in found if one.verdict in (verdict.NOT_ENOUGH, verdict.CONFOUNDED)]
    if not unjudged:
        return "none with a clear effect"
    yet = " yet" if any(when(one) for one in unjudged) else ""
    if len(unjudged) < len(found):
        clear = len(found) - len(unjudged)
        return f"{clear:,} without a clear effect, {len(unjudged):,} can’t be judged{yet}"
    who = {1: "it can’t", 2: "neither can"}.get(len(found), "none of them can")
    return f"{who} be judged{yet}"


def not_listed(answer: Changes) -> str:
    """Which changes can't be told of, because no run is by their worker or nothing was changed; ""
    if there are none."""
    told = []
    if answer.runless:
        changes = count(sum(n for _, n in answer.runless), "change")
        names = ", ".join(f"“{value(name)}”" for name, _ in answer.runless[:NAMED])
        more = f" and {len(answer.runless) - NAMED:,} more" if len(answer.runless) > NAMED else ""
        told.append(f"{changes} of workers that no run names: {names}{more}")
    if answer.idle:
        entries = count(answer.idle, "entry that changes", "entries that change")
        told.append(f"{entries} nothing (old and new are the same)")
    return f"Not listed: {'; '.join(told)}." if told else ""


def by_chance(answer: Changes) -> str:
    """How many of the changes in the list may be called by chance, in a sentence; "" where fewer
    than two were judged."""
    unjudged = (verdict.NOT_ENOUGH, verdict.CONFOUNDED)
    judged = sum(found.verdict not in unjudged for found in answer.impacts)
    if judged < 2:
        return ""
    wrong = judged * CALLED_BY_CHANCE
    alarms = f"about {count(ceil(wrong), 'false alarm')}" if wrong >= 1 else "fewer than one"
    more = "" if wrong >= 1 else " false alarm"
    return f"Among {judged:,} judged changes, expect {alarms}{more}."
