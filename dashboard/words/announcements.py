"""What pages, commands and documents have to say about what the data cannot tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from dashboard.dates import clock, day, span
from dashboard.started import command
from dashboard.store.reading.about import About
from dashboard.store.reading.gaps import Gap
from dashboard.words.dimensions import short
from dashboard.words.safe_text import visible
from dashboard.words.values import count, moment

MOST_WORDS = 6


def announcements(about: About) -> tuple[str, ...]:
    """All of them, each a sentence; the words of the export in them are made visible."""
    lost = (visible(one.sentence) for one in about.lost)
    told = placed(about), stamped(about), unread(about), not_exported(about), *lost
    return tuple(filter(None, told))


def news(before: About, now: About) -> str:
    """What an open page says when it is drawn from another generation than before."""
    if (before.as_of, before.runs) == (now.as_of, now.runs):
        return "Something about this history was changed: the numbers follow."
    if now.as_of is None:
        return "New data."
    back = now.runs < before.runs
    return f"{'Back to the data' if back else 'New data'} of {moment(now.as_of, now.zone)}."


def placed(about: About) -> str:
    """How many runs stand at the time of their import; "" if none does."""
    if not about.placed:
        return ""
    every = "" if about.placed == about.runs else f" of {about.runs:,}"
    runs = f"{about.placed:,}{every} {'run' if about.runs == 1 else 'runs'}"
    has, stand, them = (
        ("has", "It stands", "it") if about.placed == 1 else ("have", "They stand", "them")
    )
    return (
        f"{runs} {has} no time in the export. {stand} at the time of the import, in no period, and "
        f"nothing is said of hours, weekdays, weeks or changes by {them}."
    )


def stamped(about: About) -> str:
    """How many runs stand at the time of their export; "" if none does."""
    if not about.stamped:
        return ""
    every = "" if about.stamped == about.runs else f" of {about.runs:,}"
    runs = f"{about.stamped:,}{every} {'run' if about.runs == 1 else 'runs'}"
    has, stand, count_in, their = (
        ("has", "It stands", "it counts", "its")
        if about.stamped == 1
        else ("have", "They stand", "they count", "their")
    )
    return (
        f"{runs} {has} no time in the export. {stand} at that of the export itself: {count_in} "
        f"in its day and week, nothing is said of {their} hours or weekdays, and only exports say "
        "which runs came first."
    )


def unread(about: About) -> str:
    """How many runs have a status that we don't know, and how to say what it means; "" if none."""
    if not about.unread:
        return ""
    return (
        f"{unread_words(about)} Say what a word means with `{command('statuses WORD=failed')}` "
        "(or =completed, =cancelled …) or on the page Data."
    )


def unread_words(about: About) -> str:
    """How many runs have a status that we don't know, and which words these are; "" if none."""
    if not about.unread:
        return ""
    runs = sum(word.runs for word in about.unread)
    have = "has" if runs == 1 else "have"
    words = ", ".join(_words(about))
    return f"{runs:,} of {count(about.runs, 'run')} {have} a status we don’t know: {words}."


def not_exported(about: About) -> str:
    """Which days, and times of days, no export covers; "" if there are none."""
    if not about.gaps:
        return ""
    told = [_time_of(gap) for gap in about.gaps]
    shown = ", ".join(told[:MOST_WORDS]) + (" and more" if told[MOST_WORDS:] else "")
    return (
        f"No export covers {shown}: it is not known what ran then, and nothing is compared with it."
    )


def _time_of(gap: Gap) -> str:
    """The days of a gap; where it begins or ends within a day, with the time."""
    begins, ends = clock(gap.since), clock(gap.until)
    whole = ends == "00:00"
    last = gap.until - timedelta(days=1) if whole else gap.until
    early = "" if begins == "00:00" else f" (from {begins})"
    late = "" if whole else f" (until {ends})"
    if not early and not late:
        return span(gap.since, last)
    told = day(last)
    if gap.since.date() != last.date():
        return f"{day(gap.since)}{early} to {told}{late}"
    return f"{told} ({begins} to {ends})" if early and late else f"{told}{early}{late}"


def _words(about: About) -> Iterator[str]:
    for word in about.unread[:MOST_WORDS]:
        yield f"{visible(short(word.word))} ({word.runs:,})"
    if rest := about.unread[MOST_WORDS:]:
        yield f"{count(len(rest), 'other word')} ({sum(word.runs for word in rest):,})"
