"""The formats that instructions ask for: only what a sentence says plainly of the whole output.

A request that is wrong flags good runs. So a sentence that supposes something, forbids something,
or speaks of a part of the output or of another one, like the subject of a mail, asks for nothing
here; nor do sentences that ask for different things of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dashboard.checks import limit_words, literal_words, named_words, scope_words, shape_words
from dashboard.lint.finding import quoted
from dashboard.lint.sentences import Sentence, sentences

JSON, BULLETS, NUMBERED, TABLE = "JSON", "bullets", "numbered list", "table"
WORDS, SENTENCES, LETTERS, POINTS = "words", "sentences", "letters", "points"
LINES, PARAGRAPHS, NUMBERED_POINTS = "lines", "paragraphs", "numbered points"
KEYS, SUBJECT = "JSON keys", "subject line"
NO_BULLETS, PLAIN_TEXT = "bullets left out", "plain text"
STARTS, ENDS, HOLDS, LANGUAGE = "start", "end", "holds", "language"

LONGEST = 100_000
"""Letters of instructions that are looked at."""
_PLACEHOLDER = re.compile(r"[\[{<(…]|\.\.\.|\bX{1,}\b")
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Request:
    """A format that instructions ask for.

    kind: one of those above; least, most: how many of what is counted, None for any; parts: the
    texts that must stand in the output, or the language it must have; said: the sentence that asks.
    """

    kind: str
    said: str
    least: int | None = None
    most: int | None = None
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=2000)
def requests(text: str) -> tuple[Request, ...]:
    """What instructions ask of the format of the whole output."""
    found = [request for said in sentences(text[:LONGEST]) for request in _of_sentence(said)]
    return tuple(
        request
        for request in found
        if _undisputed(request, found) and not _within_another(request, found)
    )


@lru_cache(maxsize=20_000)
def _of_sentence(said: Sentence) -> tuple[Request, ...]:
    """What a sentence asks. Texts that are filled in for each run have most of them in common."""
    return (*_asked(said), *_left_out(said))


def _asked(said: Sentence) -> Iterator[Request]:
    if _asks(said):
        yield from (*_shapes(said), *_limits(said), *_literals(said), *_languages(said))
        yield from _named(said)


def _left_out(said: Sentence) -> Iterator[Request]:
    """What must not stand in the output: asked by a sentence that forbids, or by its contrary."""
    over = f"{said.head} {said.plain}"
    if scope_words.SUPPOSES.search(over) or scope_words.ELSEWHERE.search(said.plain):
        return
    for kind, pattern in shape_words.LEFT_OUT.items():
        if pattern.search(over if said.head.endswith("not") else said.plain):
            yield Request(kind, quoted(said.text))


def _asks(said: Sentence) -> bool:
    over = f"{said.head} {said.plain}"
    plain = scope_words.AT_MOST.sub(" ", over)
    return not (scope_words.SUPPOSES.search(plain) or scope_words.FORBIDS.search(plain))


def _undisputed(request: Request, found: list[Request]) -> bool:
    """Whether nothing else is asked of the same kind; of literal texts several may be asked."""
    if request.kind in (HOLDS, KEYS):
        return True
    others = [
        other for other in found if other.kind in _EXCLUDES.get(request.kind, (request.kind,))
    ]
    return all(_same(other, request) for other in others)


def _within_another(request: Request, found: list[Request]) -> bool:
    """Whether a request says nothing beside another: a list is asked for by how many points it has;
    keys are asked of an output only where it is to be JSON."""
    if request.kind == KEYS:
        return all(other.kind != JSON for other in found)
    counted = {BULLETS: POINTS, NUMBERED: NUMBERED_POINTS}.get(request.kind)
    return any(
        other.kind == counted and other.said == request.said and other.least for other in found
    )


_SHAPES = (JSON, BULLETS, NUMBERED, TABLE)
_EXCLUDES = {
    **dict.fromkeys(_SHAPES, (*_SHAPES, NO_BULLETS, PLAIN_TEXT)),
    NO_BULLETS: (NO_BULLETS, BULLETS, POINTS),
    POINTS: (POINTS, NO_BULLETS),
    PLAIN_TEXT: (PLAIN_TEXT, *_SHAPES),
}
"""Kinds of which only one can be asked."""


def _same(one: Request, other: Request) -> bool:
    """Whether two requests of one kind agree; one may say how many at least, the other at most."""
    if {(one.least is None, one.most is None), (other.least is None, other.most is None)} == {
        (True, False), (False, True),
    }:  # fmt: skip
        least, most = one.least or other.least or 0, one.most or other.most or 0
        return least <= most
    return (one.kind, one.least, one.most, one.parts) == (
        other.kind, other.least, other.most, other.parts,
    )  # fmt: skip


def _shapes(said: Sentence) -> Iterator[Request]:
    if scope_words.ELSEWHERE.search(said.plain) or not shape_words.NAMED.search(said.plain):
        return
    for kind, pattern in shape_words.SHAPES.items():
        if pattern.search(said.plain):
            yield Request(kind, quoted(said.text))


def _limits(said: Sentence) -> Iterator[Request]:
    """How long the output may be: once a sentence and unit, of the whole of it."""
    if scope_words.ELSEWHERE.search(said.plain):
        return
    for unit in limit_words.UNITS:
        if len(limit_words.counted(unit).findall(said.plain)) != 1:
            continue
        patterns = limit_words.limits(unit)
        bounds = {bound for pattern in patterns for bound in _bounds(pattern, said.plain)}
        exact = {bound for bound in bounds if None not in bound}
        if len(exact or bounds) == 1:
            ((least, most),) = exact or bounds
            yield Request(unit, quoted(said.text), least, most)


Bound = tuple[int | None, int | None]


def _bounds(pattern: re.Pattern[str], plain: str) -> Iterator[Bound]:
    """How few and how many a pattern finds of the whole output."""
    for match in pattern.finditer(plain):
        beside = f"{plain[: match.start()]} {_of_each_point(plain[match.end() :])}"
        if scope_words.PART.search(scope_words.WHOLE.sub(" ", beside)):
            continue
        least, most, same = (
            limit_words.number(held) if (held := match.groupdict().get(name)) else None
            for name in ("least", "most", "same")
        )
        bound = (same, same) if same else (least, most)
        if bound[0] and (same or not most) and not _written(plain[: match.start()], match[0]):
            continue
        if bound != (None, None) and (bound[0] or 0) <= (bound[1] or bound[0] or 0):
            yield bound


def _written(before: str, bound: str) -> bool:
    """Whether what stands before a bound, or with it, speaks of what is to be written."""
    said = any(limit_words.WRITTEN.search(words) for words in (before, before + bound))
    return said and not limit_words.READ.search(before)


def _of_each_point(after: str) -> str:
    """What stands behind a bound, without what is said of each of the things counted."""
    return "" if limit_words.EACH.match(after) else after


def _literals(said: Sentence) -> Iterator[Request]:
    """Texts in quotes that the output must begin or end with, or hold."""
    for kind, pattern in literal_words.LITERALS.items():
        for match in pattern.finditer(said.text):
            told = map(_literal, literal_words.QUOTED.finditer(match["quotes"]))
            parts = [part for part in told if part]
            if kind == ENDS or (kind == STARTS and len(parts) > 1):
                parts = parts if len(parts) == 1 else []
            if parts and not literal_words.ALTERNATIVE.search(match["quotes"]):
                yield Request(kind, quoted(said.text), parts=tuple(parts))


def _literal(match: re.Match[str]) -> str:
    """What is quoted, as far as it stands for itself; "" if too little does."""
    text = next(group for group in match.groups() if group is not None)
    plain = _PLACEHOLDER.split(text)[0].strip()
    return plain if len(plain) >= _LEAST_LETTERS else ""


def _named(said: Sentence) -> Iterator[Request]:
    """Headings, columns and keys that are named without quotes, and a subject line."""
    if not scope_words.ELSEWHERE.search(said.plain):
        for kind, find in ((HOLDS, named_words.headings), (KEYS, named_words.keys)):
            if parts := find(said.text):
                yield Request(kind, quoted(said.text), parts=parts)
        if word := named_words.first_word(said.text):
            yield Request(STARTS, quoted(said.text), parts=(word,))
        if word := named_words.last_word(said.text):
            yield Request(ENDS, quoted(said.text), parts=(word,))
    elif named_words.SUBJECT.search(said.plain):
        yield Request(SUBJECT, quoted(said.text))


def _languages(said: Sentence) -> Iterator[Request]:
    if scope_words.ELSEWHERE.search(said.plain):
        return
    named = {name for name, word in shape_words.LANGUAGES.items() if word.search(said.plain)}
    if len(named) == 1:
        yield Request(LANGUAGE, quoted(said.text), parts=tuple(named))
