"""Instructions as sentences, each with its clauses and with the head that stands over its list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.lint.clauses import NO_HEAD, Clause, Head, clauses, head_of

_MARKER = re.compile(r"\s*(?P<sign>[-*•–>#]+|\(?(?:\d{1,3}|[a-z])[.):])\s+(?:\[[ xX]\]\s+)?")
_END = re.compile(r"(?<=[.!?;])\s+(?=[\"“„'(¿¡*_]*[^\W\d_])")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|z\.B|d\.h|bzw|ca|approx|incl|max|min|vs)\.$", re.I)
_EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w*])[*_](?=\w)|(?<=[\w.!?:])[*_](?![\w*])")
_BOLD = re.compile(r"(\*\*|__)[^*_]+\1:?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. text: as it stands, trimmed; plain: in lower case, without emphasis, its white
    space as single spaces; head: what stands over its list; clauses: what it says."""

    text: str
    plain: str
    head: Head
    clauses: tuple[Clause, ...]

    @property
    def said(self) -> tuple[str, str]:
        """What makes it the same as another: its words, under the same head."""
        return self.head.plain, self.plain


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a text, with those that it was wrapped into. sign: the marker of an item or a
    heading; depth: how far it is indented."""

    text: str
    sign: str
    depth: int

    @property
    def heading(self) -> bool:
        return self.sign.startswith("#") or (not self.sign and bool(_BOLD.fullmatch(self.text)))

    @property
    def item(self) -> bool:
        return bool(self.sign) and not self.heading


def sentences(text: str) -> list[Sentence]:
    """The sentences of instructions, without the markers of lists."""
    found: list[Sentence] = []
    heads: list[tuple[_Line, Head]] = []  # those that stand over the next item, outermost first
    for line in _lines(unicodedata.normalize("NFC", text)):
        while heads and not _under(line, heads[-1][0]):
            heads.pop()
        head = heads[-1][1] if heads and line.item else NO_HEAD
        parts = [it for it in _parts(line.text) if _plain(it)]
        found += [Sentence(it.strip(), _plain(it), head, clauses(_plain(it), head)) for it in parts]
        if parts and (line.heading or _plain(parts[-1]).endswith(":")):
            heads.append((line, head_of(_plain(parts[-1]).rstrip(":"), head)))
    return found


def _under(line: _Line, head: _Line) -> bool:
    """Whether a head stands over a line: deeper items, and a list that begins right after it."""
    if head.heading:
        return not line.heading
    if not line.item:
        return False
    return not head.item or line.depth > head.depth or line.sign[-1:] != head.sign[-1:]


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).split()).lower()


def _lines(text: str) -> Iterator[_Line]:
    """The lines that say something; one that was wrapped is put together again."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        if held and _wrapped(held, line):
            held.append(line.strip())
            continue
        if held:
            yield _line(held)
        held = [line] if line.strip() else []


def _wrapped(held: list[str], line: str) -> bool:
    """Whether a line goes on with the sentence of those before it: in lower case, which began in
    upper case or stands further left."""
    goes_on = line.strip()[:1].islower() and not _MARKER.match(line)
    upper = not _line(held[:1]).text[:1].islower()
    return goes_on and (upper or line[:1].isspace()) and held[-1].rstrip()[-1:] not in ".!?:;"


def _line(held: list[str]) -> _Line:
    marker = _MARKER.match(held[0])
    first = held[0][marker.end() :] if marker else held[0]
    sign = marker["sign"] if marker else ""
    depth = len(held[0]) - len(held[0].lstrip())
    return _Line(" ".join([first.strip(), *held[1:]]), sign, depth)


def _parts(line: str) -> Iterator[str]:
    """A line at the ends of its sentences, which abbreviations don't have."""
    held: list[str] = []
    for part in _END.split(line):
        held.append(part)
        if not _SHORT.search(part[-8:]):
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)
