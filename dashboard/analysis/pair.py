"""Two runs side by side, field by field, with their tool calls and instructions aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dashboard.analysis.run import RunDetail
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
        return bool(self.a == self.b)


@dataclass(frozen=True, slots=True)
class Step:
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
    calls: tuple[Step, ...]
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
        max(len(old.split()), len(new.split())) > MOST_WORDS,
    )


def align(a: Sequence[dict[str, Any]], b: Sequence[dict[str, Any]]) -> tuple[Step, ...]:
    """Tool calls of two runs; calls of the same tool at the same place stand beside each other."""
    a, b = a[:MOST_CALLS], b[:MOST_CALLS]
    matcher = SequenceMatcher(None, tool_names(a), tool_names(b), autojunk=False)
    found: list[Step] = []
    for how, i1, i2, j1, j2 in matcher.get_opcodes():
        if how == "equal":
            found += [Step(one, other) for one, other in zip(a[i1:i2], b[j1:j2], strict=True)]
        else:
            found += [Step(one, None) for one in a[i1:i2]]
            found += [Step(None, other) for other in b[j1:j2]]
    return tuple(found)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """What was kept, removed and added from one text to another, word by word."""
    a, b = _words(old), _words(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return tuple(
        Piece("".join(a[i1:i2]), "", "")
        if how == "equal"
        else Piece("", "".join(a[i1:i2]), "".join(b[j1:j2]))
        for how, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)[: 2 * MOST_WORDS]
