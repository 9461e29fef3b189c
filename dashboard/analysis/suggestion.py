"""The smallest useful change that what is known of a finding points to; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.analysis.change import ChangeDetail
from dashboard.analysis.impact import Impact
from dashboard.analysis.lacks import Lack
from dashboard.analysis.review.facts import (
    BAD,
    CUSTOMER,
    NEWLY,
    OTHERS,
    PAUSED,
    PRESSING,
    SILENT,
    STUCK,
    SUSPECT,
    TO_JUDGE,
    Touched,
)
from dashboard.analysis.review.joining import Item
from dashboard.analysis.verdict import CONFOUNDED, REGRESSED
from dashboard.causes.grouping import Cause
from dashboard.checks.suspicion import CLAIM, DUPLICATE, FORMAT, INVISIBLE, UNSOURCED
from dashboard.ledger.decisions import CONTEXT, INSTRUCTIONS, OTHER, PAUSE, REMOVE, UNCHANGED
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

CUSTOMERS = "customers"
ASKED = "asked in vain"
WORSE_SINCE, TOOLS_BACK = "worse since", "tools back"
SEVERAL_AT_ONCE = "several at once"
KEEP = "keep it"
STILL_STARTED = "still started"
HANGS = "hangs"
WATCH = "watch"
OF_ORIGIN = "origin"
TOO_MUCH, GONE = "too much", "gone"
"""Why an action is suggested; words/suggestion.py says each in a sentence."""

_BY_ORIGIN = {
    "worker": INSTRUCTIONS,
    "instructions": INSTRUCTIONS,
    "tool access": INSTRUCTIONS,
    "context": CONTEXT,
    "permissions": OTHER,
    "source record": UNCHANGED,
    "input": UNCHANGED,
    "platform": UNCHANGED,
}
_BY_RULE = {"context-length": (REMOVE, TOO_MUCH), "record-gone": (OTHER, GONE)}
"""Causes whose rule says more than their origin."""
_BY_CHANGE = {
    "instructions": (INSTRUCTIONS, WORSE_SINCE),
    "context": (CONTEXT, WORSE_SINCE),
    "tools": (OTHER, TOOLS_BACK),
}


FORMAT_MISSED, MADE_UP, NOT_DONE = "format missed", "made up", "not done"
REPEATS, UNSEEN = "repeats", "unseen"
TWICE, WRONG_TO_CUSTOMERS = "twice", "wrong to customers"
LOOK_UP, READ_BAD, FEW = "look up", "read bad", "few"
"""Why, of what customers saw, or may have seen, and of runs that were judged bad."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """action: one of ledger.decisions.ACTIONS; because: one of the reasons above; origin: where the
    cause comes from, "" for another reason; lack: what the instructions ask for in vain, where that
    is why; until: what is to be done until then, None for nothing."""

    action: str
    because: str
    origin: str = ""
    lack: Lack | None = None
    until: Suggestion | None = None


_LOOKED_AT_FIRST = (LOOK_UP, READ_BAD, SEVERAL_AT_ONCE)


def changes_nothing(found: Suggestion) -> bool:
    """Whether what is suggested changes nothing by itself: to look first."""
    return found.because in _LOOKED_AT_FIRST


_OF_CHECKS = {
    FORMAT: Suggestion(INSTRUCTIONS, FORMAT_MISSED),
    UNSOURCED: Suggestion(INSTRUCTIONS, MADE_UP),
    CLAIM: Suggestion(INSTRUCTIONS, NOT_DONE),
    DUPLICATE: Suggestion(OTHER, REPEATS),
    INVISIBLE: Suggestion(OTHER, UNSEEN),
}
_TO_CUSTOMERS = {
    DUPLICATE: TWICE,
    UNSOURCED: WRONG_TO_CUSTOMERS,
    CLAIM: WRONG_TO_CUSTOMERS,
}
"""Why a worker is paused while its outputs are mended, where customers see them."""


def suggested(history: History, item: Item) -> Suggestion | None:
    """What a finding of the review points to, the first that holds: an edit that asks in vain, of
    which the smallest change is known, customers, a change since which it is worse, a worker that
    should not run, the cause's origin. None where nothing does."""
    pause = None
    touched = [fact.seen for fact in item.facts if isinstance(fact.seen, Touched)]
    if any(seen.created for seen in touched):
        pause = Suggestion(PAUSE, CUSTOMERS)
    if asked := of_lacks(item.explained.lacks):
        return replace(asked, until=pause)
    if pause:
        return pause
    kind = item.lead.kind
    if kind == PAUSED:
        return Suggestion(OTHER, STILL_STARTED)
    if kind in (STUCK, SILENT):
        return Suggestion(OTHER, HANGS)
    if kind == SUSPECT:
        return _of_suspects(item)
    if kind == BAD:
        return _of_bad(history, item.lead.about)
    if kind == NEWLY:
        return Suggestion(UNCHANGED, WATCH)
    if kind == OTHERS:
        return Suggestion(UNCHANGED, FEW)
    if kind == CUSTOMER:
        return Suggestion(OTHER, LOOK_UP)
    cause = history.causes.by_key.get(item.cause)
    if (found := item.impact) and (by_change := of_impact(found, item.tier)):
        return by_change
    by_cause = of_cause(cause) if cause else None
    return by_cause or (Suggestion(OTHER, LOOK_UP) if touched else None)


def _of_suspects(item: Item) -> Suggestion | None:
    """What suspect outputs point to: where customers see them, to pause until that is done."""
    found = of_check(item.lead.check)
    why = _TO_CUSTOMERS.get(item.lead.check)
    if found is None or why is None or not item.customer:
        return found
    return replace(found, until=Suggestion(PAUSE, why))


def _of_bad(history: History, about: Filters) -> Suggestion:
    """What runs that were judged bad point to: by whose fault they were for the most part, as far
    as somebody wrote it; else to read them, for no one knows yet."""
    rows = history.ask("bad_origins", about)
    known = sum(row["runs"] for row in rows)
    if rows and rows[0]["runs"] * 2 > known and (action := _BY_ORIGIN.get(rows[0]["origin"])):
        return Suggestion(action, OF_ORIGIN, rows[0]["origin"])
    return Suggestion(OTHER, READ_BAD)


def of_lacks(lacks: Sequence[Lack]) -> Suggestion | None:
    """What a change points to that made instructions ask for something in vain, where they still
    do; None where they don't."""
    standing = (lack for lack in lacks if lack.now and not lack.ended)
    return next((Suggestion(INSTRUCTIONS, ASKED, lack=lack) for lack in standing), None)


def of_impact(found: Impact, tier: int) -> Suggestion | None:
    """What the verdict on a change points to; None where it is a shift that nobody made."""
    if found.verdict == CONFOUNDED:
        return Suggestion(OTHER, SEVERAL_AT_ONCE)
    if tier == TO_JUDGE:
        return Suggestion(UNCHANGED, KEEP)
    if found.verdict == REGRESSED and (known := _BY_CHANGE.get(found.change.main.what)):
        return Suggestion(*known)
    return None


def of_change(detail: ChangeDetail) -> Suggestion | None:
    """What the evidence for a change points to."""
    if asked := of_lacks(detail.lacks):
        return asked
    found = detail.impact
    return of_impact(found, PRESSING if found.harm > 0 else TO_JUDGE)


def of_check(check: str) -> Suggestion | None:
    """What outputs that a check finds point to."""
    return _OF_CHECKS.get(check)


def of_cause(cause: Cause) -> Suggestion | None:
    """What a cause points to by its rule or its origin; None where that is not known."""
    if cause.rule and cause.rule.name in _BY_RULE:
        return Suggestion(*_BY_RULE[cause.rule.name])
    action = _BY_ORIGIN.get(cause.origin)
    return Suggestion(action, OF_ORIGIN, cause.origin) if action else None
