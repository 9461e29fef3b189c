"""Templates that say the same with other words in some places, put together.

Two signs tell a name that no mask knows from a word that tells faults apart: many different words
stand in its place among the same others; or it is one of few that differ in a long text.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import eq, xor

import numpy as np

from dashboard.causes.masks import MARK

VARIETY = 4
"""So many different words in one place among the same others are names."""
FEWEST = 3
"""So many words at least stand around such a place: fewer are not enough to be the same others."""
AGREEMENT = 0.76
"""The part of its words that a template shares with the first of its group."""
COMPARED = 300
"""So many groups at most are compared with a template, so that texts that are all different, which
no grouping helps, still cost little."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A template to compare. template: as it is; words: without names; told: the words that tell
    something, None for the others; silent: these others as bits."""

    template: str
    words: Words
    told: tuple[str | None, ...]
    silent: int


def merge(counts: Mapping[str, int], apart: Iterable[str] = ()) -> dict[str, str]:
    """The group of every template, named by the template that the group began with.

    counts: how many messages each template has; apart: those of them that begin a group of their
    own in any case, because a person named them. Names that templates differ by count as marks.
    Templates are one group if they are equal then, or have as many words, the same first one, and
    AGREEMENT of the words that tell something in common with the group's first.
    The most frequent come first, ties by text: so the order of the messages changes nothing.
    """
    texts = _without_names(sorted(counts))
    weights: Counter[Words] = Counter()
    for text in texts:
        weights[text.words] += counts[text.template]
    anchors = {template for template in apart if template in counts}
    texts.sort(
        key=lambda text: (
            text.template not in anchors,
            -weights[text.words],
            text.words,
            -counts[text.template],
        )
    )
    groups: dict[tuple[int, str], list[_Text]] = defaultdict(list)
    known: dict[Words, str] = {}
    found: dict[str, str] = {}
    for text in texts:
        near = groups[len(text.words), text.words[0] if text.words else ""]
        first = None if text.template in anchors else known.get(text.words) or _nearest(text, near)
        if first is None:
            near.append(text)
        found[text.template] = first or text.template
        known.setdefault(text.words, found[text.template])
    return found


def _without_names(templates: Sequence[str]) -> list[_Text]:
    """Templates with a mark for every word in whose place VARIETY words stand."""
    places = [_places(tuple(template.split())) for template in templates]
    every = array("q", (place for one in places for place in one if place is not None))
    keys, times = np.unique(np.frombuffer(every, np.int64), return_counts=True)
    names = set(keys[times >= VARIETY].tolist())
    texts = []
    for template, around in zip(templates, places, strict=True):
        pairs = zip(template.split(), around, strict=True)
        words = tuple(MARK if place in names else word for word, place in pairs)
        told = tuple(word if _tells(word) else None for word in words)
        silent = sum(1 << n for n, word in enumerate(told) if word is None)
        texts.append(_Text(template, words, told, silent))
    return texts


def _tells(word: str) -> bool:
    """Whether a word says something: "<*>," and "-" say nothing."""
    return any(letter.isalnum() for letter in word.replace(MARK, ""))


def _places(words: Words) -> list[int | None]:
    """Of every word what stands around it, as a number; None where that is too little.

    Equal surroundings have equal numbers, others have others but for one chance in 10¹⁸.
    """
    own = [hash((n, word)) for n, word in enumerate(words)]
    whole = reduce(xor, own, hash(len(words)))
    telling = [_tells(word) for word in words]
    if sum(telling) <= FEWEST:
        return [None] * len(words)
    return [whole ^ mine if tells else None for mine, tells in zip(own, telling, strict=True)]


def _nearest(text: _Text, groups: Sequence[_Text]) -> str | None:
    """The group that agrees most; the earlier among equals."""
    best, most, words = None, AGREEMENT, len(text.told)
    told = [word or MARK for word in text.told]  # MARK is equal to no word that tells something
    for group in groups[:COMPARED]:
        agreeing = sum(map(eq, told, group.told))
        compared = words - (text.silent & group.silent).bit_count()
        if agreeing >= most * compared and (best is None or agreeing > most * compared):
            best, most = group.template, agreeing / compared if compared else 1.0
    return best
