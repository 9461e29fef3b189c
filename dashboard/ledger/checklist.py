"""The checklist of the quality review, as it was answered when something was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ENOUGH, CONTEXT, BROAD, FORMAT, ACCESS, PAUSE = QUESTIONS = (
    "record",
    "context",
    "instructions",
    "format",
    "access",
    "pause",
)
"""Had the record enough detail, was the right context enabled, were the instructions too broad or
conflicting, did they say the format, is there broader access than needed, should the worker pause
while a change is tested."""
YES, NO, UNKNOWN = ANSWERS = ("yes", "no", "unknown")


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer. question: one of QUESTIONS; answer: one of ANSWERS; why: what
    the data said of it, "" where a person answered otherwise or the data said nothing."""

    question: str
    answer: str
    why: str = ""


def checked(held: Sequence[dict[str, Any]] | None) -> tuple[Answered, ...]:
    """The answers as an entry holds them. Raises KeyError, TypeError, ValueError for others."""
    found = tuple(
        Answered(one["question"], one["answer"], str(one.get("why") or "")) for one in held or ()
    )
    for one in found:
        if one.question not in QUESTIONS or one.answer not in ANSWERS:
            raise ValueError(one.question)
    return found


def answered_by_hand(held: Sequence[dict[str, Any]] | None) -> dict[str, str]:
    """What a person answered, as an entry holds it: of the rest nothing is known, or the data says
    why."""
    return {
        one.question: one.answer for one in checked(held) if one.answer != UNKNOWN and not one.why
    }
