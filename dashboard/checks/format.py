"""Whether an output misses a format that its instructions ask for.

Each test says so only where it is certain: counts are the least (or the most) that the text can be
read as, and of an output that may be cut nothing is said that its end could decide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from dashboard.checks import requests as asked
from dashboard.checks.counting import UNITS, miscounted
from dashboard.checks.languages import language_of
from dashboard.checks.requests import Request
from dashboard.checks.suspicion import FORMAT, Output, Span, Suspicion

PROSE = 40
"""So many letters without a brace are no beginning of JSON."""
_BULLET = re.compile(r"(?:^|\s)(?:[-*•‣·●▪◦–—+]|(?:\d{1,2}|[a-z])[.)])\s+\S|・")
_MARKED_LINE = re.compile(r"^[ \t]*[-*•‣·●▪◦–+][ \t]+\S", re.MULTILINE)
_MARKDOWN = re.compile(
    r"\*\*[^*\s][^*\n]*\*\*|^#{1,6} \S|^\|.*\|[ \t]*$|```|\[[^\]\n]+\]\(https?:", re.MULTILINE
)
_FIRST_NUMBER = re.compile(r"(?:^|\s|\*)[1\uff11①][.):\uff0e]?(?:\*\*)?\s*\S")
_TABLE = re.compile(r"\|.*\||\t|<t[dhr]\b|[┃│].*[┃│]", re.DOTALL)
_MARKS = re.compile(r"[\s#*_>`\"“”„«»'‘’:\uff1a-]+")
_SUBJECT = re.compile(
    r"^[^\w\n]*(?:subject|betreff|objet|asunto|re|件名)\b[^\n:\uff1a]{0,20}[:\uff1a]", re.I | re.M
)
_GREETS = re.compile(
    r"\W*(?:dear|hi|hello|hallo|liebe|lieber|sehr|guten|bonjour|chère?|hola|estimad)", re.IGNORECASE
)
LONGEST_SUBJECT = 100
"""A first line of more letters is no subject."""
_FENCE = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL | re.IGNORECASE)


def missed(requests: tuple[Request, ...], output: Output) -> Iterator[Suspicion]:
    """The requests that an output misses."""
    if not output.text.strip():
        return
    for request in requests:
        if found := _missed(request, output):
            yield Suspicion(FORMAT, request.kind, *found, request.said)


def _missed(request: Request, output: Output) -> tuple[tuple[Span, ...], int | None] | None:
    """The evidence that a request is missed, and how many there are of what is counted."""
    if request.kind in UNITS:
        return miscounted(request, output)
    spans = _TESTS[request.kind](request, output)
    return None if spans is None else (spans, None)


Test = Callable[[Request, Output], tuple[Span, ...] | None]
"""The parts of an output that show that it misses a request, () if all of it does; None if it
doesn't, or may not."""


def _json(request: Request, output: Output) -> tuple[Span, ...] | None:
    text = output.text.strip()
    if "{" in text or "[" in text:
        return None if output.cut or any(map(_parses, _candidates(text))) else ()
    return () if len(text) >= PROSE or not output.cut else None


def _keys(request: Request, output: Output) -> tuple[Span, ...] | None:
    """Missed where JSON that can be read has a key nowhere, however deep, that was asked for."""
    if output.cut:
        return None
    held = {_as_key(key) for text in _candidates(output.text.strip()) for key in _held(text)}
    missing = held and any(_as_key(key) not in held for key in request.parts)
    return () if missing else None


def _as_key(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _held(text: str) -> set[str]:
    """All keys of JSON; none of what is none."""
    found: set[str] = set()

    def keep(pairs: list[tuple[str, object]]) -> None:
        found.update(key for key, _ in pairs)

    try:
        json.loads(text, object_pairs_hook=keep)
    except (ValueError, RecursionError):
        return set()
    return found


def _subject(request: Request, output: Output) -> tuple[Span, ...] | None:
    """Missed where no line is called a subject, and the first one is none: it is long, greets, or
    is all there is."""
    if output.cut or _SUBJECT.search(output.text):
        return None
    first, _, rest = output.text.strip().partition("\n")
    may_be = rest.strip() and len(first) <= LONGEST_SUBJECT and not _GREETS.match(first)
    return None if may_be else ((0, min(len(output.text), LONGEST_SUBJECT)),)


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
    asked.KEYS: _keys,
    asked.SUBJECT: _subject,
    asked.NO_BULLETS: _found(_MARKED_LINE, 2),
    asked.PLAIN_TEXT: _found(_MARKDOWN, 1),
    asked.STARTS: _start,
    asked.ENDS: _end,
    asked.HOLDS: _holds,
    asked.LANGUAGE: _language,
}
