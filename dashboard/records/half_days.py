"""Columns of which some times say AM or PM and others don't, whose half of the day is not said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_HALF = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)
_UNSAID = re.compile(r"(?<![\d:.+-])(?:0?[1-9]|1[0-2]):[0-5]\d(?!.*(?:[+-]\d\d:?\d\d|Z)$)")
_OF_PROGRAMS = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")
"""How programs write times, whose hours go from 0 to 23."""


@dataclass(slots=True)
class HalfDays:
    """What the times of a table say of their half of the day.

    said: fields of which some time says it; unsaid: of those with times that could be of either
    half, how many and the first.
    """

    said: set[str] = field(default_factory=set)
    unsaid: dict[str, tuple[int, str]] = field(default_factory=dict)

    def look(self, name: str, text: str) -> None:
        """Take one time of that field into account."""
        if _HALF.search(text):
            self.said.add(name)
        elif _UNSAID.search(text) and not _OF_PROGRAMS.match(text):
            count, first = self.unsaid.get(name, (0, text))
            self.unsaid[name] = count + 1, first

    def notices(self, columns: Mapping[str, str]) -> tuple[str, ...]:
        """A sentence of each column of which some times say it, and others don't. columns: by
        field, where several may be read from one."""
        half = {columns[name]: self.unsaid[name] for name in self.unsaid if name in self.said}
        return tuple(_told(column, *found) for column, found in half.items())


def _told(column: str, count: int, first: str) -> str:
    times, are = ("1 time", "it is") if count == 1 else (f"{count:,} times", "they are")
    return (
        f"{times} in {column[:40]} without AM or PM, where others have one, like {first[:40]}: "
        f"{are} read with hours from 0 to 23."
    )
