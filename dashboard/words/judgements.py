"""What people say of a run, in words."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dashboard.dates import day
from dashboard.ledger.judgements import Judgement, verdict_words
from dashboard.words.safe_text import isolated

IN_NO_RATE = "A judgement is kept with the run and enters no rate but that of the random sample."


def judgement_line(held: Judgement, zone: str) -> str:
    """A judgement on one line: "Bad, the worker was wrong: Kim, 16 Nov 2026"."""
    said = verdict_words(held.verdict, held.why).capitalize()
    return f"{said}: {isolated(held.who) or 'somebody'}, {day(held.at.astimezone(ZoneInfo(zone)))}"
