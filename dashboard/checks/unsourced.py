"""Things that an output names and that stand in no text of its run.

Only what is plainly nowhere: an id counts as known if its letters stand anywhere in the texts,
however they are divided and with whatever accents; an amount also if it is a sum, a difference, a
small multiple or a small part of numbers there, or comes of a percentage; a date also if the texts
speak of days or weeks, from which it can be worked out; a name is not held against texts of another
script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from dashboard.checks.amounts import Numbers
from dashboard.checks.dates import DATES, Day, days, read, tells_time
from dashboard.checks.named import ADDRESS, AMOUNT, DATE, ID, LINK, NAME, Thing, things
from dashboard.checks.spelling import packed, scripts, without_zeros
from dashboard.checks.suspicion import UNSOURCED, Output, Suspicion

_LATIN = frozenset({"LATIN"})
_BESIDE = frozenset({"FEMININE", "MASCULINE", "MODIFIER"})
"""What Unicode calls letters that stand in texts of any script, like º."""


@dataclass(frozen=True)
class Texts:
    """What is known of a run, as one text; whole: no part of it is known to be cut."""

    text: str
    whole: bool = True

    @cached_property
    def packed(self) -> str:
        """Its letters and digits alone, in one spelling."""
        return packed(self.text)

    @cached_property
    def without_zeros(self) -> str:
        """The same without zeros that fill numbers up."""
        return packed(without_zeros(self.text))

    @cached_property
    def links(self) -> str:
        """The same, with what links write as %20."""
        return packed(unquote(self.text))

    @cached_property
    def scripts(self) -> frozenset[str]:
        return scripts(self.text)

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.text)

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
        return texts.numbers.may_give(thing.value)
    if thing.kind == DATE:
        return texts.tells_time or _date_known(thing.value, texts.days)
    if thing.kind == NAME:
        return _name_known(thing.value, texts)
    if thing.kind == LINK:
        value = re.sub(r"^https?://(?:www\.)?|[?#].*$", "", thing.value, flags=re.IGNORECASE)
        return packed(unquote(value)) in texts.links
    bare = packed(without_zeros(thing.value))
    return packed(thing.value) in texts.packed or bare in texts.without_zeros


def _name_known(name: str, texts: Texts) -> bool:
    """Whether a part of a name stands in texts, or might in another script: Иванов is Ivanov."""
    own = scripts(name)
    if own - texts.scripts or (own == _LATIN and texts.scripts - own - _BESIDE):
        return True
    return any(packed(word) in texts.packed for word in name.split() if len(word) > 1)


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
