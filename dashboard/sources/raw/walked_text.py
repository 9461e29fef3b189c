"""JSON text as it is walked through, and such a text that is in memory."""

from __future__ import annotations

from typing import Protocol

from dashboard.sources.raw import json_text


class WalkedText(Protocol):
    """Text whose places are counted as it counts them: a piece of it may take more of them than it
    has letters."""

    ends: dict[int, int]
    """Where very long values in it end, by where they begin, for whoever asks again."""

    def __len__(self) -> int: ...

    def __getitem__(self, span: slice, /) -> str: ...

    def space(self, at: int) -> int:
        """The first place at or after `at` that is not white space."""

    def width(self, text: str) -> int:
        """How many places a piece of it takes."""


class TextInMemory(str):
    """A text in memory, whose places are its letters."""

    def __init__(self, _: str) -> None:
        self.ends: dict[int, int] = {}

    def space(self, at: int) -> int:
        """The first place at or after `at` that is not white space."""
        return json_text.space(self, at)

    def width(self, text: str) -> int:
        """How many places a piece of it takes."""
        return len(text)
