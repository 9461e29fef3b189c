"""What people say of a run, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dashboard.dates import day
from dashboard.ledger.judgements import Judgement, verdict_words
from dashboard.words.safe_text import isolated

IN_NO_RATE = "A judgement is kept with the run and enters no rate but that of the random sample."


def judgement_line(held: Judgement, zone: str, *, holds: bool) -> str:
    """A judgement on one line: "Bad, the worker was wrong: Kim, 16 Nov 2026". holds: the run is as
    it was then."""
    said = verdict_words(held.verdict, held.why).capitalize()
    made = day(held.at.astimezone(ZoneInfo(zone)))
    told = f"{said}: {isolated(held.who) or 'somebody'}, {made}"
    return told if holds else f"{told}; the run has changed since: judge it again"
