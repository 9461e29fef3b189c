"""Names that hold words, or are spelt much alike."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from dashboard.store.filters.letters import folded
from dashboard.store.filters.sought import Sought

ALIKE = 0.75
"""Names of which this share of the letters agrees (difflib’s ratio) are spelt alike."""


def holds(names: Iterable[str], wanted: Sought) -> bool:
    """Whether the names of one thing hold as many words as are asked for."""
    told = [folded(name) for name in names]
    return sum(any(word in name for name in told) for word in wanted.words) >= wanted.least


def alike_names(names: Iterable[str], text: str) -> set[str]:
    """The names that are spelt much like a text, whole or by one of their words."""
    by_word: dict[str, set[str]] = {}
    for name in names:
        for word in (folded(name), *folded(name).split()):
            by_word.setdefault(word, set()).add(name)
    close = get_close_matches(folded(text), by_word, n=3, cutoff=ALIKE)
    return {name for word in close for name in by_word[word]}
