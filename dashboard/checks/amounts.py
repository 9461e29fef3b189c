"""Numbers in a text, and whether an amount may come from those that stand there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

_SCALES = (
    (r"mil millones|mrd|bn|billion|milliard(?:en?|s)?", 1e9),
    (r"億|亿", 1e8),
    (r"crores?", 1e7),
    (r"mio|mln|mn|million(?:en|es|s)?|millón|milhões", 1e6),
    (r"lakhs?", 1e5),
    (r"万|萬", 1e4),
    (r"k|tsd|tausend|thousand|mille|mil|tys|千", 1e3),
)
SCALE = rf"(?:{'|'.join(words for words, _ in _SCALES)})(?![A-Za-zÀ-ɏ])\.?"
"""Words behind a number that make it larger; in any case."""
_FIGURE = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?|\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,]\d+)?|"
    r"\d+(?:[.,]\d+)?"
)
_NUMBER = re.compile(rf"(?P<figure>{_FIGURE})(?:\s?(?P<scale>{SCALE}))?", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"(?<![\d\s])\s*(?:\b(?:\w*(?:hundert|tausend)\w*|hundred|thousand|million|mille|cents?|mil|"
    r"\w*cientos)\b|[百千万])",
    re.IGNORECASE,
)
"""A number in words, which none in figures stands before."""
_PERCENT = re.compile(
    r"(\d+(?:[.,]\d+)?)\s?(?:%|percent|per cent|prozent|pour cent|por ciento)", re.I
)
MOST = 120
"""Amounts are not looked for where the texts hold more numbers: sums would fit anything."""
_MULTIPLES = range(2, 13)


def read(written: str) -> set[float]:
    """The numbers that digits with dots and commas, and a word like “million”, may mean."""
    match = _NUMBER.match(written)
    if not match:
        return set()
    plain = re.sub(r"[' \u00a0\u202f’]", "", match["figure"])
    ways = {plain.replace(",", ""), plain.replace(".", "").replace(",", ".")}
    return {float(way) * _scale(match) for way in ways if way.count(".") <= 1}


def _scale(match: re.Match[str]) -> float:
    word = (match["scale"] or "").rstrip(".")
    if not word:
        return 1.0
    return next((times for words, times in _SCALES if re.fullmatch(words, word, re.I)), 1.0)


def _near(written: str) -> float:
    """How far a number may lie from an amount that was rounded as it is written."""
    match = _NUMBER.match(written)
    scale = _scale(match) if match else 1.0
    decimals = re.search(r"[.,](\d{1,2})(?!\d)", match["figure"] if match else written)
    return 0.51 * scale * 10.0 ** -len(decimals[1] if decimals else "") + 1e-3


@dataclass(frozen=True)
class Numbers:
    """What may be worked out from the numbers of a text, which is all that is known."""

    text: str

    @cached_property
    def _plain(self) -> str:
        return unicodedata.normalize("NFKC", self.text)

    @cached_property
    def _held(self) -> frozenset[float]:
        return frozenset(
            number for match in _NUMBER.finditer(self._plain) for number in read(match[0])
        )

    @cached_property
    def _shares(self) -> frozenset[float]:
        """What percentages of the text make of 1: the part, what is left, with it, before it."""
        parts = [number / 100 for held in _PERCENT.findall(self._plain) for number in read(held)]
        ways = {way for part in parts for way in (part, 1 - part, 1 + part)}
        return frozenset(ways | {1 / (1 + part) for part in parts})

    @cached_property
    def _derived(self) -> tuple[float, ...]:
        """The numbers with their sums, differences, small multiples and parts, and percentages."""
        held = self._held
        sums = {abs(a + sign * b) for a, b in combinations(held, 2) for sign in (1, -1)}
        multiples = {number * times for number in held for times in _MULTIPLES}
        parts = {number / times for number in held for times in _MULTIPLES}
        of = {sum(held), *held, *multiples}
        shares = {number * share for number in of for share in self._shares}
        return (0.0, sum(held), *held, *sums, *multiples, *parts, *shares)

    def may_give(self, written: str) -> bool:
        """Whether an amount stands in the text or may come from what stands there; also where that
        can't be told, for it has too many numbers or numbers in words."""
        if len(self._held) > MOST or _IN_WORDS.search(self._plain):
            return True
        near = _near(written)
        return any(
            abs(value - number) < near for value in read(written) for number in self._derived
        )
