"""The part of a text in which words stand, in whatever case, accents and width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.store.filters.letters import folded

BEFORE, LETTERS = 60, 200
"""An excerpt has so many letters, so many of them before the first word."""
NEAR = 12
"""Letters before the first word that are kept where there is little room."""
SEARCHED = 20_000
"""Letters of a text, from its beginning, in which its words are looked for once more."""


def excerpt(texts: Iterable[str], words: Sequence[str]) -> str:
    """Of several texts the one that holds most of the words, as letters fold, around the first
    word that stands in it; "" without a text."""
    best, most, at = "", -1, 0
    for text in texts:
        places = [place for word in words if (place := _place(text, word)) is not None]
        if len(places) > most:
            best, most, at = text, len(places), min(places, default=0)
    start = max(0, at - BEFORE)
    part = " ".join(best[start : start + LETTERS].split())
    after = "…" if len(best) > start + LETTERS else ""
    return f"{'…' if start else ''}{part}{after}"


def near(text: str, words: Sequence[str]) -> str:
    """A text from the word before the first of these on, for where little of it is seen."""
    at = min((place for word in words if (place := _place(text, word)) is not None), default=0)
    start = text.rfind(" ", 0, at)
    before = text.rfind(" ", 0, max(start, 0))
    start = before if at - before <= NEAR else start
    return f"…{text[start + 1 :]}" if at > NEAR and start >= 0 else text


def _place(text: str, word: str) -> int | None:
    """Where a word stands in a text."""
    head = text[:SEARCHED]
    if head.isascii():
        found = head.lower().find(word)
        return None if found < 0 else found
    letters, places = [], []
    for place, letter in enumerate(head):
        for small in folded(letter):
            letters.append(small)
            places.append(place)
    found = "".join(letters).find(word)
    return None if found < 0 else places[found]
