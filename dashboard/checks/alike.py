"""Whether two comments say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

LEAST_LETTERS = 12
"""A shorter comment, like "Done.", may well be written twice."""
CUT_LETTERS = 60
"""Of previews that are cut shorter than this, equal beginnings say nothing."""
LEAST_WORDS, ALIKE = 6, 0.85
"""Comments of fewer words must be the same; of others so many of all their words are in both."""
_BETWEEN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """A text without what doesn't change what it says: case, signs, white space."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def alike(one: str, other: str) -> bool:
    """Whether two comments are the same but for a few words; their numbers must all be."""
    mine, theirs = plain(one), plain(other)
    if min(len(mine), len(theirs)) < LEAST_LETTERS:
        return False
    if mine == theirs:
        return True
    words, others = mine.split(), theirs.split()
    if min(len(words), len(others)) < LEAST_WORDS or _numbers(words) != _numbers(others):
        return False
    shared = len(set(words) & set(others))
    return shared >= ALIKE * len(set(words) | set(others))


def _numbers(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if any(map(str.isdigit, word)))
