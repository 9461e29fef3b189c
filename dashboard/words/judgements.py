"""What people say of a run, in words."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.dates import day
from dashboard.ledger.judgements import Judgement, contested, verdict_words
from dashboard.words.safe_text import isolated

IN_NO_RATE = "A judgement is kept with the run and enters no rate but that of the random sample."


THE_LATER = "the later word counts"
"""Which of several people's judgements of one run enters filters and the random sample."""


def differing_words(said: Sequence[Judgement]) -> str:
    """That people judge one run differently, and what counts; "" where they agree. said: what holds
    of it, oldest first."""
    if not said or said[0].run_id not in contested(said):
        return ""
    last = said[-1]
    counts = f"{isolated(last.who) or 'somebody'}: {verdict_words(last.verdict, last.why)}"
    return f"They differ: {THE_LATER} ({counts})."


def not_counted(said: Sequence[Judgement]) -> str | None:
    """What is said of a run beside the word that counts: "good (Kim)"; None for nothing. said:
    oldest first."""
    told = [f"{verdict_words(one.verdict, one.why)} ({one.who or 'somebody'})" for one in said[:-1]]
    return ", ".join(told) or None


def judgement_line(held: Judgement, zone: str, *, holds: bool) -> str:
    """A judgement on one line: "Bad, the worker was wrong: Kim, 16 Nov 2026". holds: the run is as
    it was then."""
    said = verdict_words(held.verdict, held.why).capitalize()
    made = day(held.at.astimezone(ZoneInfo(zone)))
    told = f"{said}: {isolated(held.who) or 'somebody'}, {made}"
    return told if holds else f"{told}; the run has changed since: judge it again"
