"""Things that an output names and that stand in no text of its run.

Only what is plainly nowhere: an id counts as known if its letters stand anywhere in the texts,
however they are divided; an amount also if it is a sum, a difference, a small multiple or a small
part of numbers there; a date also if the texts speak of days or weeks, from which it can be worked
out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from dashboard.checks.dates import DATES, Day, days, read, tells_time
from dashboard.checks.named import ADDRESS, AMOUNT, DATE, ID, LINK, NAME, Thing, things
from dashboard.checks.suspicion import UNSOURCED, Output, Suspicion

MOST_NUMBERS = 120
"""Amounts are not looked for where the texts hold more numbers: sums would fit anything."""
_NUMBER = re.compile(r"\d+(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_NO_WORD = re.compile(r"[\W_]+")
_MULTIPLES = range(2, 13)


@dataclass(frozen=True)
class Texts:
    """What is known of a run, as one text; whole: no part of it is known to be cut."""

    text: str
    whole: bool = True

    @cached_property
    def packed(self) -> str:
        """Its letters and digits alone, in small letters."""
        return _packed(self.text)

    @cached_property
    def numbers(self) -> frozenset[float]:
        """The numbers that stand in it, a comma read both ways."""
        return frozenset(
            number for match in _NUMBER.finditer(self.text) for number in _read(match[0])
        )

    @cached_property
    def days(self) -> set[Day]:
        return days(self.text)

    @cached_property
    def tells_time(self) -> bool:
        return tells_time(self.text)


def unsourced(output: Output, texts: Texts) -> list[Suspicion]:
    """What an output names that is not in the texts: one finding a kind of thing."""
    if not texts.whole:
        return []
    found: dict[str, list[Thing]] = {}
    for thing in things(output.text):
        at_the_cut = output.cut and thing.span[1] >= len(output.text.rstrip(" .…"))
        if not at_the_cut and not known(thing, texts):
            found.setdefault(thing.kind, []).append(thing)
    return [
        Suspicion(UNSOURCED, kind, tuple(thing.span for thing in held), len(held))
        for kind, held in found.items()
    ]


def known(thing: Thing, texts: Texts) -> bool:
    """Whether a thing stands in texts, or may come from what stands there."""
    if thing.kind == AMOUNT:
        return _amount_known(thing.value, texts)
    if thing.kind == DATE:
        return texts.tells_time or _date_known(thing.value, texts.days)
    if thing.kind == NAME:
        return any(_packed(word) in texts.packed for word in thing.value.split() if len(word) > 1)
    value = thing.value
    if thing.kind == LINK:
        value = re.sub(r"^https?://(?:www\.)?|[?#].*$", "", value, flags=re.IGNORECASE)
    return _packed(value) in texts.packed


def _packed(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()


def _read(written: str) -> set[float]:
    """The numbers that digits with dots and commas may mean."""
    plain = re.sub(r"[' \u00a0\u202f’]", "", written)
    ways = {plain.replace(",", ""), plain.replace(".", "").replace(",", ".")}
    return {float(way) for way in ways if way.count(".") <= 1}


def _amount_known(written: str, texts: Texts) -> bool:
    numbers = texts.numbers
    if len(numbers) > MOST_NUMBERS:
        return True
    sums = {abs(a + sign * b) for a, b in combinations(numbers, 2) for sign in (1, -1)}
    multiples = {number * times for number in numbers for times in _MULTIPLES}
    multiples |= {number / parts for number in numbers for parts in _MULTIPLES}
    whole = not re.search(r"[.,]\d{1,2}$", written)
    wanted = _read(written)
    return any(
        abs(value - number) < (0.51 if whole else 0.006)
        for value in wanted
        for number in (0.0, sum(numbers), *numbers, *sums, *multiples)
    )


def _date_known(written: str, held: set[Day]) -> bool:
    match = DATES.search(written)
    wanted: Sequence[Day] = list(read(match)) if match else ()
    return not wanted or any(
        (month, day) == other[1:] and (not year or not other[0] or year == other[0])
        for year, month, day in wanted
        for other in held
    )


SHOWS = (LINK, ADDRESS, ID, AMOUNT, DATE, NAME)
"""The kinds in the order in which they are told."""
