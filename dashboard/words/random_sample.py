"""What is said of the random sample, and of the share of bad output that it shows."""

from __future__ import annotations

from dashboard.analysis.random_sample import ShareOfBad
from dashboard.words.judgements import THE_LATER
from dashboard.words.values import PERCENT, count, percent

HOW = (
    "Drawn by lot among the completed runs, the same for everybody: all workers in proportion, and "
    "at least ten runs whose output customers see, where there are so many. The share is weighted "
    "by how many runs of either kind there are; its range is that of Zou, Huang and Zhang (2009). "
    "While a part is judged, only runs whose turn it was count: one that somebody judged before "
    "since it looked bad would say too much of the rest. Of a run that several people judged "
    f"{THE_LATER}: who judges later sees what the others say."
)
"""How sure? What lies behind the sentence."""


def looked_at(found: ShareOfBad) -> str:
    """How far one is: "12 of 30 looked at"."""
    return f"{found.looked + found.ahead:,} of {found.of:,} looked at"


def share_words(found: ShareOfBad) -> str:
    """What the judged ones say of all completed runs, how many do not count yet, and how many
    people judged differently."""
    told = [_share(found)]
    if found.both_ways:
        are = "run is" if found.both_ways == 1 else "runs are"
        told.append(f"{found.both_ways:,} {are} judged good and bad: {THE_LATER}.")
    if found.ahead:
        counts = "counts" if found.ahead == 1 else "count"
        told.append(f"{found.ahead:,} more {counts} once those before are judged.")
    return " ".join(told)


def _share(found: ShareOfBad) -> str:
    bad = f"{found.bad:,} of {found.looked:,} {'was' if found.bad == 1 else 'were'} bad"
    if not found.looked:
        return "What share of the output is bad is not known: judge runs that nobody chose."
    if found.value is None:
        return f"{bad}: too few to say how many of all {count(found.completed, 'completed run')}."
    if found.whole:
        return f"All completed runs were judged: {bad}, {percent(found.value)}."
    few = " Few runs: look at more." if found.few else ""
    return (
        f"{bad}: about {percent(found.value)} of all {count(found.completed, 'completed run')}"
        f" (95{PERCENT} range {_range(found)}).{few}"
    )


def _range(found: ShareOfBad) -> str:
    low, high = found.interval or (0.0, 1.0)
    return f"{low * 100:.1f}–{high * 100:.1f}{PERCENT}"
