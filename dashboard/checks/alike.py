"""Whether two comments say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

LEAST_LETTERS = 12
"""A comment of fewer letters, like "Done.", may well be written twice; one that is mostly figures
is a result, which is the same where the work is."""
LOOKED_AT = 400
"""Of longer ones only their beginning is counted."""
CUT_LETTERS = 60
"""Of previews that are cut shorter than this, equal beginnings say nothing."""
LEAST_WORDS, ALIKE = 6, 0.85
"""Comments of fewer words must be the same; of others so many of all their words are in both."""
_DENYING = """
    not no never without t kein keine keinen keiner nicht nie ohne pas sans jamais aucun sin nunca
"""
_DENIES = frozenset(_DENYING.split())
"""Words that turn what is said into its contrary; t, of don't."""
_ORDERING = """
    first second third fourth last final erste ersten erster zweite zweiten zweiter dritte dritten
    letzte letzten premier première deuxième dernier dernière primer primera segundo segunda tercer
    tercera último última
"""
_ORDERS = frozenset(_ORDERING.split())
_BETWEEN = re.compile(r"[\W_]+")


def tells(text: str) -> bool:
    """Whether a comment has so many letters that it is not written twice by chance; those of
    writings without spaces say more each."""
    letters = "".join(filter(str.isalpha, text[:LOOKED_AT]))
    return len(letters.encode("utf-8", "replace")) >= LEAST_LETTERS


def plain(text: str) -> str:
    """A text without what doesn't change what it says: case, signs, white space."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def alike(one: str, other: str) -> bool:
    """Whether two comments are the same but for a few words; their numbers must all be."""
    mine, theirs = plain(one), plain(other)
    if not (tells(one) and tells(other)):
        return False
    if mine == theirs:
        return True
    words, others = mine.split(), theirs.split()
    if min(len(words), len(others)) < LEAST_WORDS or _numbers(words) != _numbers(others):
        return False
    if _denials(words) != _denials(others) or _turned(words, others):
        return False
    shared = len(set(words) & set(others))
    return shared >= ALIKE * len(set(words) | set(others))


def _denials(words: list[str]) -> int:
    return sum(word in _DENIES for word in words)


def _turned(words: list[str], others: list[str]) -> bool:
    """Whether one says first where the other says second."""
    mine, theirs = _ORDERS & set(words), _ORDERS & set(others)
    return bool(mine and theirs) and mine != theirs


def _numbers(words: list[str]) -> Counter[str]:
    return Counter(word for word in words if any(map(str.isdigit, word)))
