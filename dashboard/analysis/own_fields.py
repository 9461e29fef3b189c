"""The fields that an export has beside the canonical columns, any of which can be offered as a
dimension."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.errors import FilterInvalid
from dashboard.store.dimensions.own_field import OWN, offered
from dashboard.store.reading.history import History

LOOKED_AT = 50_000
"""About so many runs at most are looked at."""
MOST = 6
"""Values that are told."""
DESCRIBES = 200
"""A field with no more values says of what kind runs are."""


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field. name: its key, or the keys that lead to it; runs: of those looked at that have a
    value; values: how many different ones; most: the most common of them; offered: whether it is
    a dimension of this workspace."""

    name: str
    runs: int
    values: int
    most: tuple[str, ...]
    offered: bool


@dataclass(frozen=True, slots=True)
class OwnFields:
    """All of them, those first that are offered, then those that say of what kind runs are, most
    runs first. looked_at: runs that carry any."""

    looked_at: int
    fields: tuple[OwnField, ...]


def own_fields(history: History) -> OwnFields:
    """The fields of the whole history, those that are offered and no run has any more among
    them."""
    rows = history.ask("other_fields_seen", of=history.drawn, at_most=LOOKED_AT, shown=MOST)
    names = [one.label for one in offered(history.about.settings)]
    found = [
        OwnField(row["name"], row["runs"], row["values"], tuple(row["most"]), row["name"] in names)
        for row in rows
    ]
    gone = [OwnField(name, 0, 0, (), True) for name in names]
    known = {one.name for one in found}
    every = [*found, *(one for one in gone if one.name not in known)]
    return OwnFields(
        looked_at=rows[0]["looked_at"] if rows else 0,
        fields=tuple(sorted(every, key=_rank)),
    )


def field_called(history: History, name: str) -> str | None:
    """The field of this name, or else the one that is spelt so but for capitals; None if no run has
    any. Raises FilterInvalid where it may be one of several."""
    fields = [one.name for one in own_fields(history).fields]
    alike = [one for one in fields if one.casefold() == name.casefold()]
    if name in alike or len(alike) < 2:
        return name if name in alike else next(iter(alike), None)
    raise FilterInvalid(
        f"“{name}” is none of the fields {', '.join(alike)}, but may mean any of them.",
        remedy=f"Write {' or '.join(OWN + one for one in alike)} in its place.",
    )


def _rank(one: OwnField) -> tuple[bool, bool, int, str]:
    return not one.offered, not 1 < one.values <= DESCRIBES, -one.runs, one.name
