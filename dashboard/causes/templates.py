"""Templates that say the same with other words in some places, put together.

Three signs tell a name that no mask knows from a word that tells faults apart: it is the value of a
key; many different words stand in its place among the same others; or it is one of few that differ
in a long text. States, codes and what is said to be the reason tell faults apart in any text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import eq, xor

import numpy as np

from dashboard.causes.masks import MARK
from dashboard.causes.template_words import is_key, is_state, leads_to_cause, split_words, tells

VARIETY = ((7, 2), (5, 3), (3, 4))
"""(so many words at least around a place, so many different words there are names): the more others
are the same, the fewer are needed. Among fewer words none are names."""
STATES = 8
"""So many different states in one place are names after all."""
AGREEMENT = 0.76
"""The part of its words that a template shares with the first of its group."""
COMPARED = 300
"""So many groups at most are compared with a template, so that texts that are all different, which
no grouping helps, still cost little."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A template to compare. template: as it is; words: without names; told: the words that tell
    something, None for the others; silent: these others as bits; firm: which words tell faults
    apart, as bits."""

    template: str
    words: Words
    told: tuple[str | None, ...]
    silent: int
    firm: int


def merge(counts: Mapping[str, int], apart: Iterable[str] = ()) -> dict[str, str]:
    """The group of every template, named by the template that the group began with.

    counts: how many messages each template has; apart: those of them that begin a group of their
    own in any case, because a person named them. Names that templates differ by count as marks.
    Templates are one group if they are equal then, or have as many words, the same first one, and
    AGREEMENT of the words that tell something in common with the group's first, and no two states,
    codes or reasons.
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
    """Templates with a mark for every value of a key and every word in whose place many stand."""
    unvalued = {template: _without_values(split_words(template)) for template in templates}
    places = {words: _places(words) for words in unvalued.values()}
    every = [
        (place, is_state(word))
        for words, around in places.items()
        for word, place in zip(words, around, strict=True)
        if place is not None
    ]
    plain = _repeated(place for place, state in every if not state)
    any_word = _repeated(place for place, _ in every)
    bare = {}
    for words, around in places.items():
        need = _needed(words)
        bare[words] = tuple(
            MARK if plain.get(place, 0) >= need or any_word.get(place, 0) >= STATES else word
            for word, place in zip(words, around, strict=True)
        )
    return [_text(template, bare[words]) for template, words in unvalued.items()]


def _without_values(words: Sequence[str]) -> Words:
    """Words with a mark for the value of a key, but for a state and for what a reason may be."""
    return tuple(
        MARK if is_key(before) and not (is_state(word) or leads_to_cause(before)) else word
        for before, word in zip(("", *words), words, strict=False)
    )


def _text(template: str, words: Words) -> _Text:
    told = tuple(word if tells(word) else None for word in words)
    firm = (
        bool(word) and (is_state(word) or leads_to_cause(before))
        for before, word in zip(("", *words), told, strict=False)
    )
    return _Text(template, words, told, _bits(word is None for word in told), _bits(firm))


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << n for n, flag in enumerate(flags) if flag)


def _needed(words: Words) -> int:
    """So many different words in a place of a text are names; more than can be, where none are."""
    around = sum(map(tells, words)) - 1
    return next((many for least, many in VARIETY if around >= least), STATES)


def _places(words: Words) -> list[int | None]:
    """Of every word what stands around it, as a number; None where no name can stand.

    Equal surroundings have equal numbers, others have others but for one chance in 10¹⁸.
    """
    own = [hash((n, word)) for n, word in enumerate(words)]
    whole = reduce(xor, own, hash(len(words)))
    if sum(map(tells, words)) <= VARIETY[-1][0]:
        return [None] * len(words)
    return [
        whole ^ mine if tells(word) and not (is_key(word) or leads_to_cause(before)) else None
        for mine, before, word in zip(own, ("", *words), words, strict=False)
    ]


def _repeated(places: Iterable[int]) -> dict[int | None, int]:
    """How often each number occurs that occurs more than once."""
    keys, times = np.unique(np.fromiter(places, np.int64), return_counts=True)
    again = times > 1
    return dict(zip(keys[again].tolist(), times[again].tolist(), strict=True))


def _nearest(text: _Text, groups: Sequence[_Text]) -> str | None:
    """The group that agrees most; the earlier among equals."""
    best, most, words = None, AGREEMENT, len(text.told)
    told = [word or MARK for word in text.told]  # MARK is equal to no word that tells something
    for group in groups[:COMPARED]:
        agreeing = sum(map(eq, told, group.told))
        compared = words - (text.silent & group.silent).bit_count()
        alike = agreeing >= most * compared and (best is None or agreeing > most * compared)
        if alike and not _apart(text, group):
            best, most = group.template, agreeing / compared if compared else 1.0
    return best


def _apart(text: _Text, group: _Text) -> bool:
    """Whether two texts differ by a state, a code or a reason."""
    firm = text.firm | group.firm
    return firm != 0 and any(
        firm >> n & 1 and one is not None and other is not None and one != other
        for n, (one, other) in enumerate(zip(text.told, group.told, strict=True))
    )
