"""Where lists of objects, or objects under their ids, stand in a JSON document, as ways to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from dashboard.sources.raw.paths import Every, Step
from dashboard.sources.raw.raw import RawRow, Table
from dashboard.sources.tables.frames import are_numbers
from dashboard.sources.tables.json_object import JsonObject

Way = tuple[Step, ...]

NEAR = 4
DEEPEST = 6
"""Keys that may lead to a list: where they are looked for first, and where nothing fits there."""
_MOST = 50
_ENTRIES = 20
"""Entries of a list that are looked at."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-@ ")


class FoundList(NamedTuple):
    """A list of objects: the way to it, and the keys that stand beside it on this way."""

    way: Way
    beside: tuple[str, ...]

    @property
    def keyed(self) -> bool:
        """Whether it is an object that holds them, each under a key."""
        return bool(self.way) and isinstance(self.way[-1], Every)


def lists(source: JsonObject | Table, deepest: int) -> list[FoundList]:
    """The lists of objects in a document to which so many keys lead, of very many the first, but
    for one that is all of it."""
    if isinstance(source, JsonObject):
        found = _of_object(source, (), (), deepest)
    else:
        found = _of_rows(source, deepest)
    each = {one.way: one for one in islice(found, _MOST)}
    return list(each.values())


def written(way: Way) -> str:
    """A way as `records` names it."""
    text = ""
    for at, step in enumerate(way, 1):
        if isinstance(step, Every):
            under_keys = ".*" if text else "*"
            text += "[]" if at < len(way) else under_keys
            continue
        key = str(step)
        key = key if key and _PLAIN.issuperset(key) else f"'{key}'"
        text += f".{key}" if text else key
    return text or "."


def _of_object(
    source: JsonObject, way: Way, beside: tuple[str, ...], deepest: int
) -> Iterator[FoundList]:
    keys: Iterable[str] = source.at
    if _is_keyed(source):
        yield FoundList((*way, Every()), beside)
        keys = islice(keys, _ENTRIES)
    for key in keys:
        if table := source.table(key):
            yield from _of_rows(table, deepest, (*way, key), (*beside, *_others(source.at, key)))
        elif len(way) + 1 < deepest and (inner := source.inner(key)):
            others = (*beside, *_others(source.at, key))
            yield from _of_object(inner, (*way, key), others, deepest)


def _is_keyed(source: JsonObject) -> bool:
    """Whether an object holds rows under their ids: objects alone, which share keys. Numbers from 0
    on are no ids."""
    if len(source.at) < 2 or any(source.text[at : at + 1] != "{" for at in source.at.values()):
        return False
    if are_numbers(tuple(source.at)):
        return False
    held = [inner.at.keys() for key in islice(source.at, _ENTRIES) if (inner := source.inner(key))]
    return bool(set[str].intersection(*map(set, held)))


def _others(keys: Iterable[str], key: str) -> Iterator[str]:
    return (other for other in keys if other != key)


def _of_rows(
    table: Table, deepest: int, way: Way = (), beside: tuple[str, ...] = ()
) -> Iterator[FoundList]:
    entries = [row.values for row in islice(table.rows(), _ENTRIES) if isinstance(row, RawRow)]
    if entries and way:
        yield FoundList(way, beside)
    for entry in entries:
        yield from _of_value(entry, (*way, Every()), beside, deepest)


def _of_value(
    value: dict[str, Any], way: Way, beside: tuple[str, ...], deepest: int
) -> Iterator[FoundList]:
    for key, inner in value.items():
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield FoundList((*way, key), (*beside, *_others(value, key)))
        elif isinstance(inner, dict) and len(way) < deepest:
            yield from _of_value(inner, (*way, key), (*beside, *_others(value, key)), deepest)
