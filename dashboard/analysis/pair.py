"""Two runs side by side, field by field, with their tool calls and instructions aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from dashboard.analysis.run import RunDetail, alike
from dashboard.analysis.twin import tool_names

MOST_WORDS = 4000
"""Words of instructions that are compared; aligning takes the square of their number."""
MOST_CALLS = 1000


@dataclass(frozen=True, slots=True)
class Field:
    """A field of both runs, None where it is absent."""

    name: str
    a: Any
    b: Any

    @property
    def same(self) -> bool:
        return alike(self.name, self.a, self.b)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A tool call of one run, or the same call of both; None for the run without it."""

    a: dict[str, Any] | None
    b: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of two texts: kept, or replaced: removed from a, added in b ("" for none)."""

    kept: str
    removed: str
    added: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs. fields: every canonical field that either has; extra: other fields of the export;
    calls: aligned by the tools' names; instructions: word by word, () where they are the same or
    one is unknown; whitespace_only: they differ in white space alone; cut: texts were too long to
    compare whole."""

    a: RunDetail
    b: RunDetail
    fields: tuple[Field, ...]
    extra: tuple[Field, ...]
    calls: tuple[Aligned, ...]
    instructions: tuple[Piece, ...]
    whitespace_only: bool
    cut: bool


def pair(a: RunDetail, b: RunDetail) -> Pair:
    """Two runs compared."""
    names = [name for name in a.values if a.values[name] is not None or b.values[name] is not None]
    old, new = a.instructions_text or "", b.instructions_text or ""
    known = bool(old and new and old != new)
    return Pair(
        a,
        b,
        tuple(Field(name, a.values[name], b.values[name]) for name in names),
        tuple(
            Field(name, a.extra.get(name), b.extra.get(name))
            for name in dict.fromkeys([*a.extra, *b.extra])
        ),
        align(a.values["tools_called"] or [], b.values["tools_called"] or []),
        word_diff(old, new) if known else (),
        known and old.split() == new.split(),
        known and too_long(old, new),
    )


def align(a: Sequence[dict[str, Any]], b: Sequence[dict[str, Any]]) -> tuple[Aligned, ...]:
    """Tool calls of two runs; calls of the same tool at the same place stand beside each other."""
    a, b = a[:MOST_CALLS], b[:MOST_CALLS]
    matcher = SequenceMatcher(None, tool_names(a), tool_names(b), autojunk=False)
    found: list[Aligned] = []
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        if how == "equal":
            found += [Aligned(one, other) for one, other in zip(a[i1:i2], b[j1:j2], strict=True)]
        else:
            found += [Aligned(one, None) for one in a[i1:i2]]
            found += [Aligned(None, other) for other in b[j1:j2]]
    return tuple(found)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """What was kept, removed and added from one text to another, word by word; of long texts
    MOST_WORDS words. A word is led by its white space, so that what is appended changes no word."""
    a, b = _words(old), _words(new)
    start = _alike(a, b)
    end = _alike(a[start:][::-1], b[start:][::-1])
    middle_a, middle_b = a[start : len(a) - end], b[start : len(b) - end]
    # Words that abound anchor nothing in a long text (autojunk): a word said thousands of times
    # would take hours.
    matcher = SequenceMatcher(None, middle_a, middle_b)
    pieces = [Piece("".join(a[:start]), "", "")]
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        one, other = "".join(middle_a[i1:i2]), "".join(middle_b[j1:j2])
        pieces.append(Piece(one, "", "") if how == "equal" else Piece("", one, other))
    pieces.append(Piece("".join(a[len(a) - end :]), "", ""))
    return tuple(piece for piece in pieces if piece != Piece("", "", ""))


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two lists begin with alike."""
    return sum(1 for _ in takewhile(lambda words: words[0] == words[1], zip(a, b, strict=False)))


def too_long(*texts: str) -> bool:
    """Whether word_diff compares only the beginnings of these texts."""
    return any(len(text.split()) > MOST_WORDS for text in texts)


def _words(text: str) -> list[str]:
    return re.findall(r"\s*\S+|\s+$", text)[:MOST_WORDS]
