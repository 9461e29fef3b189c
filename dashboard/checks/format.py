"""Whether an output misses a format that its instructions ask for.

Each test says so only where it is certain: counts are the least (or the most) that the text can be
read as, and of an output that may be cut nothing is said that its end could decide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from dashboard.checks import requests as asked
from dashboard.checks.languages import language_of
from dashboard.checks.requests import Request
from dashboard.checks.suspicion import FORMAT, Output, Span, Suspicion

PROSE = 40
"""So many letters without a brace are no beginning of JSON."""
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
_BULLET = re.compile(r"(?:^|\s)(?:[-*•‣·●▪◦–—+]|(?:\d{1,2}|[a-z])[.)])\s+\S|・")
_BULLET_LINE = re.compile(r"^[ \t]*(?:[-*•‣·●▪◦–+]|\d{1,2}[.)])[ \t]+\S", re.MULTILINE)
_MARKED_LINE = re.compile(r"^[ \t]*[-*•‣·●▪◦–+][ \t]+\S", re.MULTILINE)
_LINE = re.compile(r"\S[^\n]*")
_MARKDOWN = re.compile(
    r"\*\*[^*\s][^*\n]*\*\*|^#{1,6} \S|^\|.*\|[ \t]*$|```|\[[^\]\n]+\]\(https?:", re.MULTILINE
)
_FIRST_NUMBER = re.compile(r"(?:^|\s|\*)[1\uff11①][.):\uff0e]?(?:\*\*)?\s*\S")
_TABLE = re.compile(r"\|.*\||\t|<t[dhr]\b|[┃│].*[┃│]", re.DOTALL)
_MARKS = re.compile(r"[\s#*_>`\"“”„«»'‘’:\uff1a-]+")
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


def missed(requests: tuple[Request, ...], output: Output) -> Iterator[Suspicion]:
    """The requests that an output misses."""
    if not output.text.strip():
        return
    for request in requests:
        spans = _TESTS[request.kind](request, output)
        if spans is not None:
            count = _counted(request, output.text)
            yield Suspicion(FORMAT, request.kind, spans, count, request.said)


Test = Callable[[Request, Output], tuple[Span, ...] | None]
"""The parts of an output that show that it misses a request, () if all of it does; None if it
doesn't, or may not."""


def _counted(request: Request, text: str) -> int | None:
    if request.kind == asked.WORDS:
        return len(_WORD.findall(text))
    if request.kind == asked.SENTENCES:
        return len(_ends(text)) + 1
    if request.kind == asked.POINTS:
        return len(_BULLET_LINE.findall(text))
    if request.kind == asked.LINES:
        return len(_LINE.findall(text))
    return len(text.strip()) if request.kind == asked.LETTERS else None


def _json(request: Request, output: Output) -> tuple[Span, ...] | None:
    text = output.text.strip()
    if "{" in text or "[" in text:
        return None if output.cut or any(map(_parses, _candidates(text))) else ()
    return () if len(text) >= PROSE or not output.cut else None


def _candidates(text: str) -> Iterator[str]:
    yield text
    yield from _FENCE.findall(text)
    for opening, closing in ("{}", "[]"):
        first, last = text.find(opening), text.rfind(closing)
        if -1 < first < last:
            yield text[first : last + 1]


def _parses(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _without(mark: re.Pattern[str]) -> Test:
    """Missed where a mark stands nowhere."""

    def test(request: Request, output: Output) -> tuple[Span, ...] | None:
        return None if output.cut or mark.search(output.text) else ()

    return test


def _words(request: Request, output: Output) -> tuple[Span, ...] | None:
    text, most, least = output.text, request.most, request.least
    found = list(_WORD.finditer(text))
    if most is not None and len(found) > most:
        return ((found[most].start(), found[-1].end()),)
    few = least is not None and not output.cut and len(_PARTS_OF_WORDS.findall(text)) < least
    return () if few and text.isascii() | _spaced(text) else None


def _spaced(text: str) -> bool:
    """Whether a text is of a language that puts spaces between its words."""
    return not re.search("[\u3040-\u30ff\u4e00-\u9fff\u0e00-\u0e7f]", text)


def _letters(request: Request, output: Output) -> tuple[Span, ...] | None:
    text = output.text.rstrip()
    start = len(text) - len(text.lstrip())
    bare = sum(not char.isspace() for char in text)
    most = request.most or 0
    return ((start + most, len(text)),) if bare > most else None


def _ends(text: str) -> list[int]:
    """Where sentences end, but for the last; a dot after a number or an abbreviation ends none."""
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if not _NO_END.search(text, 0, match.start())
    ]


def _sentences(request: Request, output: Output) -> tuple[Span, ...] | None:
    most, ends = request.most or 0, _ends(output.text)
    if len(ends) < most:
        return None
    return ((ends[most - 1], len(output.text.rstrip())),)


def _points(request: Request, output: Output) -> tuple[Span, ...] | None:
    lines = list(_BULLET_LINE.finditer(output.text))
    most = request.most or 0
    return ((lines[most].start(), len(output.text.rstrip())),) if len(lines) > most else None


def _lines(request: Request, output: Output) -> tuple[Span, ...] | None:
    lines = list(_LINE.finditer(output.text))
    most = request.most or 0
    return ((lines[most].start(), lines[-1].end()),) if len(lines) > most else None


def _found(mark: re.Pattern[str], least: int) -> Test:
    """Missed where marks that should be left out stand."""

    def test(request: Request, output: Output) -> tuple[Span, ...] | None:
        spans = tuple(match.span() for match in mark.finditer(output.text))
        return spans if len(spans) >= least else None

    return test


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split()).casefold()


def _start(request: Request, output: Output) -> tuple[Span, ...] | None:
    begins = _plain(output.text).startswith(_plain(request.parts[0]))
    return None if begins else ((0, min(len(output.text), len(request.parts[0]) + 20)),)


def _end(request: Request, output: Output) -> tuple[Span, ...] | None:
    text, wanted = output.text.rstrip(), _plain(request.parts[0]).rstrip(".!")
    if output.cut or wanted in _plain(text[-len(request.parts[0]) - 60 :]):
        return None
    return ((max(0, len(text) - len(request.parts[0]) - 20), len(text)),)


def _holds(request: Request, output: Output) -> tuple[Span, ...] | None:
    plain = _plain(output.text)
    return None if output.cut or all(_plain(part) in plain for part in request.parts) else ()


def _language(request: Request, output: Output) -> tuple[Span, ...] | None:
    found = language_of(output.text)
    return None if found in (None, request.parts[0]) else ()


_TESTS: dict[str, Test] = {
    asked.JSON: _json,
    asked.BULLETS: _without(_BULLET),
    asked.NUMBERED: _without(_FIRST_NUMBER),
    asked.TABLE: _without(_TABLE),
    asked.WORDS: _words,
    asked.SENTENCES: _sentences,
    asked.LETTERS: _letters,
    asked.POINTS: _points,
    asked.LINES: _lines,
    asked.NO_BULLETS: _found(_MARKED_LINE, 2),
    asked.PLAIN_TEXT: _found(_MARKDOWN, 1),
    asked.STARTS: _start,
    asked.ENDS: _end,
    asked.HOLDS: _holds,
    asked.LANGUAGE: _language,
}
