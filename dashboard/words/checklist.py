"""The checklist of the quality review in words: its questions, answers, and why they are so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.analysis import checklist as found
from dashboard.analysis.checklist import Known, known
from dashboard.ledger.checklist import (
    ACCESS,
    BROAD,
    CONTEXT,
    ENOUGH,
    FORMAT,
    NO,
    PAUSE,
    QUESTIONS,
    UNKNOWN,
    YES,
    Answered,
)
from dashboard.ledger.decisions import Subject
from dashboard.lint.finding import quoted
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.edits import listed
from dashboard.words.safe_text import isolated
from dashboard.words.values import count

ASKED = {
    ENOUGH: "Had the source record enough detail?",
    CONTEXT: "Was the right context enabled?",
    BROAD: "Were the instructions too broad or conflicting?",
    FORMAT: "Did they say which format is wanted?",
    ACCESS: "Has it broader access than it needs?",
    PAUSE: "Should it pause while a change is tested?",
}
_BRIEF = {
    ENOUGH: "enough detail in the record",
    CONTEXT: "right context",
    BROAD: "instructions too broad or conflicting",
    FORMAT: "format said",
    ACCESS: "broader access than needed",
    PAUSE: "pause while testing",
}
ANSWERS = {YES: "Yes", NO: "No", UNKNOWN: "Don’t know"}


def why(one: Known) -> str:
    """Why the data answers so, in a sentence."""
    named = [isolated(quoted(name)) for name in one.named]
    runs = count(one.runs, "run")
    match one.because:
        case found.OF_CAUSE:
            return f"“{named[0]}” comes from the {one.named[1]}."
        case found.ASKS:
            return f"Its instructions ask for {named[0]}, which it does not have: “{named[1]}”"
        case found.SAYS_FORMAT:
            return f"They say: “{named[0]}”"
        case found.NEVER:
            return f"Never called in {runs}: {listed(named)}."
        case found.NEWLY_ALLOWED:
            return f"Allowed for too few runs to say that it is not needed: {listed(named)}."
        case found.ALL_CALLED:
            return f"Each of its tool categories was called in {runs}."
        case found.CUSTOMERS:
            return f"{count(one.runs, 'failed run')} wrote something that a customer may see."
        case found.MAYBE_CUSTOMERS:
            failed = count(one.runs, "failed run")
            return f"{failed} may have written something that a customer sees."
        case found.NOT_TOLD if one.runs:
            return f"Too few runs say which tools they called ({one.runs:,})."
    return _PLAIN[one.because]


_PLAIN = {
    found.NO_FORMAT: "No format was recognised in its instructions.",
    found.NO_TEXT: "Its instructions are not in the export.",
    found.NOT_TOLD: "The export does not say which tools were called.",
    found.IS_PAUSED: "It is paused already.",
}


def checklist_words(checked: Sequence[Answered]) -> str:
    """The answers in a sentence, with why where the data said so: "Checklist: right context: no
    (…); the rest is not known"; "" for none."""
    told = [_answer(one) for one in checked if one.answer != UNKNOWN]
    if told and len(told) < len(checked):
        told.append("the rest is not known")
    return f"Checklist: {'; '.join(told)}" if told else ""


def _answer(one: Answered) -> str:
    why = f" ({one.why.removesuffix('.')})" if one.why else ""
    return f"{_BRIEF[one.question]}: {ANSWERS[one.answer].lower()}{why}"


def drafted(history: History, filters: Filters, subject: Subject) -> tuple[Answered, ...]:
    """The whole checklist in its order, answered as far as the data knows. filters: which runs are
    reviewed; subject: what is decided about."""
    by = {
        one.question: Answered(one.question, one.answer, why(one))
        for one in known(history, filters, subject)
    }
    return tuple(by.get(name, Answered(name, UNKNOWN)) for name in QUESTIONS)


def corrected(drafted: Sequence[Answered], by_hand: Mapping[str, str]) -> tuple[Answered, ...]:
    """The checklist as a person says it; where they say otherwise than the data, what the data
    said is no longer why. by_hand: the answers of a person, by question."""
    return tuple(
        one if (answer := by_hand.get(one.question, one.answer)) == one.answer
        else Answered(one.question, answer)
        for one in drafted
    )  # fmt: skip
