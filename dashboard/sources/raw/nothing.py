"""Words that stand for no value where a number or a time is expected."""

from __future__ import annotations

import re
from typing import Any

from dashboard.sources.raw.raw_text import is_absent

WORDS = ("\\N", "NaN", "NaT", "null", "None", "nil", "N/A", "NA", "#N/A", "<NA>", "-", "–", "—")
"""What databases, programs and spreadsheets write where there is nothing, in any case."""

NEVER = re.compile(r"\s*0000-00-00(?!\d)")
"""How some databases write that there is no time."""

_YEAR_1 = re.compile(r"\s*0001-01-01(?!\d)")
_WORDS = frozenset(word.casefold() for word in WORDS)


def says_nothing(text: str) -> bool:
    """Whether a text is one of those words. As the text of a text column it stays as it is."""
    return len(text) < 8 and text.strip().casefold() in _WORDS


def is_nothing(value: Any) -> bool:
    """Whether a raw value is none where a number or a time may stand: absent, one of those words,
    or a time by which programs say that there is none."""
    if type(value) is not str:
        return value is None
    return (
        is_absent(value) or says_nothing(value) or bool(NEVER.match(value) or _YEAR_1.match(value))
    )
