"""Actions that an output says were done, though no tool call of the run can have done them.

Only what the worker says of itself, or of what "has been successfully" done: "I have sent the
reminder". That something was sent may be what it read. A call counts as one that may have acted
unless it failed, is known to have written nothing, or is called after reading, like get_invoice;
and as one that may have done what is said unless it is called after doing something else, like
cancel_order, or after writing a comment, by which an e-mail was not sent and nothing booked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.checks.claim_words import (
    ACTS,
    BY_MAIL,
    CLAIMS,
    DONE_BY_NONE,
    DRAFT,
    NOUNS,
    OWN,
    QUOTES,
    READS,
    UNSURE,
    WRITES,
    WRITTEN,
)
from dashboard.checks.suspicion import CLAIM, Output, Suspicion

_CLAUSE = re.compile(r"[.!?:;\n。\uff01\uff1f]")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

Call = Mapping[str, Any]
"""A tool call, with the keys of TOOL_CALL_KEYS."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """An action that is said to be done. said: the words that say so, at span; clause: from there
    to its end, which names what it was done to."""

    span: tuple[int, int]
    said: str
    clause: str


def claims(
    output: Output, calls: Sequence[Call] | None, *, else_done: bool = False
) -> list[Suspicion]:
    """What an output says was done; nothing if a call may have done it, or if that isn't known.

    calls: the tools that the run called, None where its export doesn't say; else_done: the export
    says that the run created more than its output.
    """
    if calls is None or else_done:
        return []
    acted = [call for call in calls if may_act(call)]
    spans = tuple(
        claim.span
        for claim in _claimed(output.text)
        if not any(_may_have_done(claim, call) for call in acted)
    )
    return [Suspicion(CLAIM, "action", spans, len(spans))] if spans else []


def _may_have_done(claim: _Claim, call: Call) -> bool:
    """Whether a call that acted may have done what is said: unless it is called after doing
    something else."""
    words = set(_words(call))
    does = words & ACTS
    does = does - NOUNS or does
    if written := words & WRITTEN:
        does = (does - WRITES) | written
    others = [names for known, names in DONE_BY_NONE if known.search(claim.said)]
    if BY_MAIL.search(claim.clause):
        others.append(WRITTEN)
    return not does or not any(does <= names for names in others)


def _words(call: Call) -> list[str]:
    return [word.lower() for word in _WORDS.findall(call.get("name") or "")]


def may_act(call: Call) -> bool:
    """Whether a call may have done something, as far as its export tells."""
    if call.get("ok") is False or call.get("wrote") is False:
        return False
    if call.get("wrote"):
        return True
    words = _words(call)
    return not any(word in READS for word in words) or any(word in ACTS for word in words)


def _claimed(text: str) -> Iterator[_Claim]:
    ends = [match.span() for match in _CLAUSE.finditer(text)]
    draft, quotes = DRAFT.search(text), [match.span() for match in QUOTES.finditer(text)]
    for match in CLAIMS.finditer(text):
        if draft and draft.end() <= match.end():
            return
        if any(begin < match.end() <= end for begin, end in quotes):
            continue
        start = max((end for begin, end in ends if begin <= match.start()), default=0)
        stop = min((begin for begin, _ in ends if begin >= match.end()), default=len(text))
        clause = text[min(start, match.start()) : stop]
        asked = text[stop : stop + 1] in ("?", "\uff1f")
        if not (asked or OWN.match(text, match.end()) or UNSURE.search(clause)):
            yield _Claim(match.span(), match[0], text[match.start() : stop])
