"""Instructions as sentences, each with the head that stands over its list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MARKER = re.compile(r"\s*(?P<sign>[-*•–>]|#+|\(?(?:\d{1,3}|[a-z])[.):])\s+(?:\[[ xX]\]\s+)?")
_END = re.compile(r"(?<=[.!?;])\s+(?=[\"“„'(¿¡*_]*[^\W\d_])")
_SHORT = re.compile(r"\b(?:e\.g|i\.e|etc|z\.b|d\.h|bzw|ca|approx|incl|max|min|vs)\.$", re.I)
_EMPHASIS = re.compile(r"\*\*|__|`|(?<![\w*])[*_](?=\w)|(?<=[\w.!?:])[*_](?![\w*])")
_HEADING = re.compile(r"\s*(?:#|(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence. text: as it stands, trimmed; plain: in lower case, without emphasis, its white
    space as single spaces; head: the plain line over its list, "" for none."""

    text: str
    plain: str
    head: str = ""


def sentences(text: str) -> list[Sentence]:
    """The sentences of instructions, without the markers of lists."""
    found: list[Sentence] = []
    heads: list[tuple[int, str, str]] = []  # each one's depth, sign and words, outermost first
    for line in _lines(unicodedata.normalize("NFC", text)):
        marker = _MARKER.match(line)
        heading, item = bool(_HEADING.match(line)), bool(marker)
        depth = len(line) - len(line.lstrip()) + item
        sign = marker["sign"][-1] if marker else ""
        said = line[marker.end() :] if marker else line
        while heads and (heading or not _over(heads[-1], depth, sign)):
            heads.pop()
        over = " ".join(words for _, _, words in heads) if item else ""
        parts = [part for part in _parts(said) if _plain(part)]
        found += [Sentence(part.strip(), _plain(part), over) for part in parts]
        if parts and (heading or _plain(parts[-1]).endswith((":", "not"))):
            heads.append((-1 if heading else depth, sign, _plain(parts[-1])))
    return found


def _over(head: tuple[int, str, str], depth: int, sign: str) -> bool:
    """Whether a head stands over a line: one that lies deeper, or bullets under a number."""
    return head[0] < depth or bool(head[0] == depth and sign and sign != head[1])


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).split()).lower()


def _lines(text: str) -> Iterator[str]:
    """The lines that say something; one that was wrapped is put together again."""
    held: list[str] = []
    for line in [*text.splitlines(), ""]:
        wrapped = line.strip()[:1].islower() and not _MARKER.match(line)
        wrapped = wrapped and (not _first(held).islower() or line[:1].isspace())
        if held and wrapped and held[-1].rstrip()[-1:] not in ".!?:;":
            held.append(line.strip())
            continue
        if held:
            yield " ".join(held)
        held = [line.rstrip()] if line.strip() else []


def _first(held: list[str]) -> str:
    """The letter that what was held begins with, behind its marker."""
    return _MARKER.sub("", held[0], count=1).strip()[:1] if held else ""


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
