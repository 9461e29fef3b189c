"""The time that an answer is compared with, as documents and texts of `show` tell it."""

from __future__ import annotations

from dashboard.analysis.compared import ComparedTime, NotCompared
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Document, utc
from dashboard.store.filters.against import BEFORE
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.words.compared import compared_with, not_compared


def asked_for(filters: Filters, arguments: Arguments) -> bool:
    """Whether a person says what the chosen period is to be compared with."""
    return bool(vars(arguments).get("compare_with")) or filters.against != BEFORE


def time_document(time: ComparedTime | NotCompared) -> Document | None:
    """The object of that time; None where nothing is compared."""
    if isinstance(time, NotCompared):
        return None
    return {
        "compare_with": time.how,
        "since": utc(time.since),
        "until": utc(time.until),
        "as_long": time.alike,
    }


def not_compared_because(time: ComparedTime | NotCompared) -> str | None:
    """Why nothing is compared; None where something is."""
    return time.why.value if isinstance(time, NotCompared) else None


def sentence(time: ComparedTime | NotCompared, then: str, about: About) -> str:
    """What there was in that time, or why that isn't said. then: in a word or two."""
    if isinstance(time, NotCompared):
        return not_compared(time, about)
    return f"Compared with {compared_with(time)}: {then}."
