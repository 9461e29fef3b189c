"""How many words, sentences, points or paragraphs an output has, against how many were asked for.

What a text holds can be read in more ways than one: it is too much where even the fewest are more
than was asked, and too little where even the most are fewer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.checks import requests as asked
from dashboard.checks.requests import Request
from dashboard.checks.suspicion import Output, Span

_WORD = re.compile(r"\S*[^\W_]\S*")
_PARTS_OF_WORDS = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(
    r"[.!?](?=[\"”»)]*\s+[\"“„«(¿¡]*[A-ZÄÖÜÀÉÈÊÎÔÇÁÍÓÚÑ])|[。\uff01\uff1f](?=\S)"
)
_NO_END = re.compile(
    r"(?:\b[A-Z]|\d|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nr|Inc|Ltd|Co|vs|approx|ca|bzw|z\.\s?B|d\.\s?h|"
    r"e\.g|i\.e|etc|"
    r"usw|Sr|Sra|Sres|M|Mme|art|Abs|Art|pp?|Str|Tel|Fig|env|aprox|núm|n°))\Z",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?;\n。\uff01\uff1f]")
_LETTER = re.compile(r"[^\W_]")
_MARKS = (
    re.compile(r"^(?P<in>[ \t]*)[-*•‣·●▪◦–+][ \t]+\S", re.MULTILINE),
    re.compile(r"^(?P<in>[ \t]*)\d{1,2}[.)][ \t]+\S", re.MULTILINE),
)
_NUMBERED = _MARKS[1]
_ANY_POINT = re.compile(r"(?:^|\s)(?:[-*•‣·●▪◦▪–—+]|(?:\d{1,2}|[a-z])[.)])\s+\S|・")
_ANY_NUMBER = re.compile(r"(?:^|\s)\W{0,2}\d{1,2}[.):]\W{0,2}\s+\S")
_LINE = re.compile(r"\S[^\n]*")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_NO_PARAGRAPH = re.compile(r"[ \t]*(?:[-*•‣·●▪◦–+#>|]|\d{1,2}[.)])[ \t#|]")
LONGEST_ABBREVIATION = 10
LEAST_PARAGRAPH = 60
"""A block of fewer letters may be a heading, a greeting or a name below a letter."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted. starts: where its parts begin, by the reading that finds the fewest; most:
    how many the reading finds that finds the most, None where a text can't be read so."""

    starts: Callable[[str], list[int]]
    most: Callable[[str], int | None]


def miscounted(request: Request, output: Output) -> tuple[tuple[Span, ...], int] | None:
    """The part of an output that is too much, () where it has too little, and how many it has; None
    where neither is certain."""
    unit, text = UNITS[request.kind], output.text
    starts = unit.starts(text)
    if request.most is not None and len(starts) > request.most:
        return ((starts[request.most], len(text.rstrip())),), len(starts)
    if request.least is None or output.cut:
        return None
    count = unit.most(text)
    return ((), count) if count is not None and count < request.least else None


def _words(text: str) -> list[int]:
    return [match.start() for match in _WORD.finditer(text)]


def _most_words(text: str) -> int | None:
    """None for a language that puts no spaces between its words."""
    if re.search("[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]", text):
        return None
    return len(_PARTS_OF_WORDS.findall(text))


def _sentences(text: str) -> list[int]:
    """A dot after a number or an abbreviation ends none."""
    ends = [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _NO_END.search(text, max(0, match.start() - LONGEST_ABBREVIATION), match.start())
    ]
    return [0, *ends]


def _most_sentences(text: str) -> int:
    return sum(bool(_LETTER.search(piece)) for piece in _ENDS.split(text))


def _letters(text: str) -> list[int]:
    """White space may be none; what is too much is what stands behind so many of all letters."""
    start = len(text) - len(text.lstrip())
    bare = sum(not char.isspace() for char in text)
    return list(range(start, start + bare))


def _points(text: str) -> list[int]:
    """Those of the outermost list, of bullets or of numbers, whichever are fewer."""
    lists = [_outermost(mark, text) for mark in _MARKS]
    return min(filter(None, lists), key=len, default=[])


def _numbered_points(text: str) -> list[int]:
    return _outermost(_NUMBERED, text)


def _outermost(mark: re.Pattern[str], text: str) -> list[int]:
    found = [(len(match["in"].expandtabs()), match.start()) for match in mark.finditer(text)]
    edge = min((depth for depth, _ in found), default=0)
    return [start for depth, start in found if depth == edge]


def _lines(text: str) -> list[int]:
    return [match.start() for match in _LINE.finditer(text)]


def _most_lines(text: str) -> int:
    """An export may have written lines as one: of a single one its sentences are counted."""
    lines = len(_lines(text))
    return lines if lines > 1 else _most_sentences(text)


def _paragraphs(text: str) -> list[int]:
    return [
        block.start()
        for block in _BLOCK.finditer(text)
        if len(block[0]) >= LEAST_PARAGRAPH and not _NO_PARAGRAPH.match(block[0])
    ]


UNITS = {
    asked.WORDS: Unit(_words, _most_words),
    asked.SENTENCES: Unit(_sentences, _most_sentences),
    asked.LETTERS: Unit(_letters, lambda text: len(text.strip())),
    asked.POINTS: Unit(_points, lambda text: len(_ANY_POINT.findall(text))),
    asked.NUMBERED_POINTS: Unit(_numbered_points, lambda text: len(_ANY_NUMBER.findall(text))),
    asked.LINES: Unit(_lines, _most_lines),
    asked.PARAGRAPHS: Unit(_paragraphs, _most_lines),
}
"""By the kind of a request."""
