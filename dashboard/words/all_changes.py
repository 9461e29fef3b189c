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


def headline(answer: Changes) -> str:
    """The finding of the page Changes."""
    if not answer.impacts:
        return "No change is known." if not answer.known else "No change in this period."
    shifts = sum(is_shift(found.change) for found in answer.impacts)
    edits = len(answer.impacts) - shifts
    told = [count(edits, "change")] * bool(edits)
    told += [f"{count(shifts, 'shift')} that no edit explains"] * bool(shifts)
    return f"{' and '.join(told)}: {_verdicts(answer.impacts)}."


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
        told.append(f"{entries} nothing, old and new are the same")
    return f"Not listed: {'; '.join(told)}." if told else ""


def by_chance(answer: Changes) -> str:
    """How many of the changes in the list may be called by chance, in a sentence; "" where fewer
    than two were judged."""
    unjudged = (verdict.NOT_ENOUGH, verdict.CONFOUNDED)
    judged = sum(found.verdict not in unjudged for found in answer.impacts)
    if judged < 2:
        return ""
    wrong = judged * CALLED_BY_CHANCE
    told = f"about {ceil(wrong):,}" if wrong >= 1 else "fewer than one"
    return f"Of {judged:,} changes judged, {told} may be called by chance."
