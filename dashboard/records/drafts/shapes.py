"""What one column of an unknown file holds, told by its values and never by its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dashboard.records.durations import milliseconds
from dashboard.records.time_text import TwoNumbers, take_apart, written_together
from dashboard.sources.mapping.rules import EPOCH_UNITS
from dashboard.sources.raw.faults import BadValue
from dashboard.sources.raw.json_text import Literal
from dashboard.sources.raw.nothing import is_nothing, says_nothing
from dashboard.sources.raw.raw import whole
from dashboard.sources.raw.raw_text import as_text


class Shape(StrEnum):
    """How the values of a column are written."""

    EMPTY = "empty"
    TIME = "times"
    NUMBER = "numbers"
    DURATION = "durations"
    FLAG = "yes or no"
    WORDS = "few words"
    ID = "ids"
    LINK = "links"
    TEXT = "text"
    LIST = "lists"
    OBJECTS = "lists of objects"


FEW = 20
"""Different words that a column of few words has at most."""
_EXAMPLES = 3
_LONGEST = 60
"""Letters of a value that is a word, a time or a number; of longer ones so many are shown."""
_MOSTLY = 0.9
"""Share of the values that must be written alike to speak of a shape."""
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_COMMA = re.compile(r"[+-]?\d{1,15},(?:\d{1,2}|\d{4,})")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}\b.{0,20}")
NO = frozenset(
    ("false", "no", "nein", "falsch", "non", "faux", "falso", "não", "nee", "onwaar", "nie",
     "fałsz", "いいえ", "否")
)  # fmt: skip
"""What says no in the languages of spreadsheets."""
YES = frozenset(
    ("true", "yes", "ja", "wahr", "oui", "vrai", "sí", "si", "sì", "verdadero", "vero", "sim",
     "verdadeiro", "waar", "tak", "prawda", "はい", "是")
)  # fmt: skip
"""What says yes in them."""
_FLAGS = NO | YES
_DAYS = {"excel": (36_526, 73_050), "excel-1904": (35_064, 71_588)}  # of the years 2000 to 2099
_SECONDS = (946_684_800, 4_102_444_800)  # of the same years, since 1970


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """One column of a file, as far as it was looked at.

    path: as a mapping names it; None if none can; name: as a person reads it; rows: how many were
    looked at, filled: in how many of them it holds anything, fits: how many of these values are of
    its shape; examples: its first different values, cut; words: where there are few different
    values, each with how often it is there, most first; distinct: how many there are; naive:
    whether some of its times name no zone; dates: whether its times are dates alone; clock: whether
    all its values can be times of day; decimal: the comma, if that is its decimal sign; least,
    most: of its numbers; hashes: of its values, in their order.
    """

    path: str | None
    name: str
    rows: int
    filled: int = 0
    shape: Shape = Shape.EMPTY
    fits: int = 0
    examples: tuple[str, ...] = ()
    words: tuple[tuple[str, int], ...] = ()
    distinct: int = 0
    naive: bool = False
    dates: bool = False
    clock: bool = False
    decimal: str | None = None
    least: float | None = None
    most: float | None = None
    hashes: tuple[int, ...] = field(default=(), repr=False, compare=False)

    @property
    def everywhere(self) -> bool:
        """Whether it is filled in every row."""
        return self.filled == self.rows > 0

    @property
    def tells_apart(self) -> bool:
        """Whether every row has another value."""
        return self.everywhere and self.distinct == self.rows

    @property
    def epochs(self) -> tuple[str, ...]:
        """The units in which all its numbers count times of this century."""
        if self.shape is not Shape.NUMBER or self.least is None or self.most is None:
            return ()
        if self.fits < self.filled or self.decimal:
            return ()
        bounds = _DAYS | {
            unit: tuple(bound * 1_000_000 / EPOCH_UNITS[unit] for bound in _SECONDS)
            for unit in ("s", "ms", "us", "ns")
        }
        found = bounds.items()
        return tuple(u for u, (low, high) in found if low <= self.least <= self.most < high)


def since(unit: str, number: float) -> datetime:
    """The time, to the second, that a number counts in a unit since 1970."""
    return datetime.fromtimestamp(int(number * EPOCH_UNITS[unit] / 1_000_000), UTC)


class Tally:
    """Values of one column, taken into account one by one."""

    def __init__(self) -> None:
        self._kinds: Counter[Shape] = Counter()
        self._words: Counter[str] | None = Counter()
        self._hashes: list[int] = []
        self._examples: dict[str, None] = {}
        self._naive = self._comma = self._spaced = False
        self._dates = self._clocks = 0
        self._numbers: list[float] = []

    def add(self, value: Any) -> None:
        """Take one value into account; what stands for none is left out."""
        if is_nothing(value) or (type(value) is str and says_nothing(value)) or value in ([], {}):
            return
        text = as_text(value).strip()
        self._hashes.append(hash(text))
        if len(self._examples) < _EXAMPLES:
            self._examples.setdefault(short(text))
        if self._words is not None and len(text) <= _LONGEST:
            self._words[text] += 1
            self._words = self._words if len(self._words) <= FEW else None
        elif self._words is not None:
            self._words = None
        self._clocks += _is_clock(text)
        self._kinds[self._kind(value, text)] += 1

    def _kind(self, value: Any, text: str) -> Shape:
        if isinstance(value, list):
            plain = not any(isinstance(entry, dict | list) for entry in value)
            return Shape.LIST if plain else Shape.OBJECTS
        if isinstance(value, bool) or text.casefold() in _FLAGS:
            return Shape.FLAG
        if type(value) is str and written_together(text):
            return self._timed(text)
        if isinstance(value, int | float | Literal) or _NUMBER.fullmatch(text):
            self._numbers.append(float(text))
            return Shape.NUMBER
        if _COMMA.fullmatch(text):
            self._comma = True
            self._numbers.append(float(text.replace(",", ".")))
            return Shape.NUMBER
        if _LINK.fullmatch(text):
            return Shape.LINK
        if len(text) <= _LONGEST and any(map(str.isdigit, text)):
            return self._timed(text)
        return self._plain(text)

    def _timed(self, text: str) -> Shape:
        try:
            found = take_apart(text)
            if isinstance(found, TwoNumbers) and found.short and ":" not in text and "." in text:
                return self._plain(text)  # 1.2.10 is a version
            time = found.rest if isinstance(found, TwoNumbers) else found
            self._naive = self._naive or time.tzinfo is None
            self._dates += ":" not in text and time.time() == datetime.min.time()
            return Shape.TIME
        except (BadValue, OverflowError):
            pass
        try:
            return Shape.DURATION if milliseconds(text) is not None else self._plain(text)
        except BadValue:
            return self._plain(text)

    def _plain(self, text: str) -> Shape:
        self._spaced = self._spaced or len(text) > _LONGEST or any(map(str.isspace, text))
        return Shape.TEXT

    def seen(self, path: str | None, name: str, rows: int) -> ColumnSeen:
        """What there is to say of the column. rows: how many were looked at."""
        filled = self._kinds.total()
        if not filled:
            return ColumnSeen(path, name, rows)
        shape, fits = self._kinds.most_common(1)[0]
        if fits < _MOSTLY * filled:
            shape, fits = Shape.TEXT, filled
        distinct = len(set(self._hashes))
        words = tuple((self._words or Counter()).most_common())
        if shape is Shape.TEXT and words and distinct < filled:
            shape = Shape.WORDS
        elif shape is Shape.TEXT and distinct == filled > 1 and not self._spaced:
            shape = Shape.ID
        number = shape is Shape.NUMBER
        return ColumnSeen(
            path, name, rows, filled, shape, fits, tuple(self._examples), words, distinct,
            naive=self._naive and shape is Shape.TIME,
            dates=shape is Shape.TIME and self._dates == fits,
            clock=self._clocks == filled,
            decimal="," if number and self._comma else None,
            least=min(self._numbers) if number else None,
            most=max(self._numbers) if number else None,
            hashes=tuple(self._hashes),
        )  # fmt: skip


def _is_clock(text: str) -> bool:
    """Whether a text is a time of day if a date stands before it."""
    if not _CLOCK.fullmatch(text):
        return False
    try:
        take_apart(f"2026-11-16 {text}")
    except (BadValue, OverflowError):
        return False
    return True


def short(text: str) -> str:
    """A value as it is shown: on one line and cut."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return whole(" ".join(cut.split()))


def said(names: Iterable[str]) -> str:
    """Names of columns as a sentence quotes them: short, and without what can't be seen."""
    every = (
        "".join(sign if sign.isprintable() else "\ufffd" for sign in short(name)) for name in names
    )
    return ", ".join(f"‘{name}’" for name in every)
