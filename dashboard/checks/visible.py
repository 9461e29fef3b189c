"""Whether what an export shows of an output is one at all, and not what stands for none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import takewhile

_FOR_NONE = (
    "n/a", "na", "nan", "null", "none", "nil", "undefined", "empty", "no output", "no comment",
    "no content",
)  # fmt: skip


def nothing(seen: str = r"\p{L}\p{N}\p{S}") -> str:
    """The pattern of a text that says nothing: no letters, digits and symbols, or a word for none,
    as DuckDB reads it. seen: these signs, as they stand in the brackets of a pattern."""
    return rf"(?i)^[^{seen}]*(?:(?:{'|'.join(_FOR_NONE)})[^{seen}]*)?$"


def says_nothing(text: str) -> bool:
    """Whether a text is what systems write where there is none: empty, "-", "null", "{}"."""
    begun = _unseen(text)
    if begun == len(text):
        return True
    return text[begun : len(text) - _unseen(reversed(text))].lower() in _FOR_NONE


def _unseen(text: Iterable[str]) -> int:
    """How many characters there are before the first letter, digit or symbol."""
    return sum(1 for _ in takewhile(lambda char: unicodedata.category(char)[0] not in "LNS", text))
