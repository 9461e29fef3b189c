"""Words that stand for no value where a number or a time is expected."""

from __future__ import annotations

WORDS = ("\\N", "NaN", "NaT", "null", "None", "nil", "N/A", "NA", "#N/A", "<NA>", "-", "–", "—")
"""What databases, programs and spreadsheets write where there is nothing, in any case."""

_WORDS = frozenset(word.casefold() for word in WORDS)


def says_nothing(text: str) -> bool:
    """Whether a text is one of those words. As the text of a text column it stays as it is."""
    return len(text) < 8 and text.strip().casefold() in _WORDS
