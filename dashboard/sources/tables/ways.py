"""Where lists of objects stand in a JSON document, as ways that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from dashboard.sources.raw.paths import Every, Step
from dashboard.sources.raw.raw import RawRow, Table
from dashboard.sources.tables.json_records import JsonObject

Way = tuple[Step, ...]

_DEEPEST = 4
"""Keys that may lead to a list."""
_MOST = 50
_ENTRIES = 20
"""Entries of a list that are looked at."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-@ ")


class FoundList(NamedTuple):
    """A list of objects: the way to it, and the keys that stand beside it on this way."""

    way: Way
    beside: tuple[str, ...]


def lists(source: JsonObject | Table) -> list[FoundList]:
    """The lists of objects in a document, of very many the first; the document itself is none."""
    found = _of_object(source, (), ()) if isinstance(source, JsonObject) else _of_rows(source)
    each = {one.way: one for one in islice(found, _MOST)}
    return list(each.values())


def written(way: Way) -> str:
    """A way as `records` names it."""
    text = ""
    for step in way:
        if isinstance(step, Every):
            text += "[]"
            continue
        key = str(step)
        key = key if key and _PLAIN.issuperset(key) else f"'{key}'"
        text += f".{key}" if text else key
    return text or "."


def _of_object(source: JsonObject, way: Way, beside: tuple[str, ...]) -> Iterator[FoundList]:
    for key in source.at:
        others = (*beside, *(other for other in source.at if other != key))
        if table := source.table(key):
            yield from _of_rows(table, (*way, key), others)
        elif len(way) + 1 < _DEEPEST and (inner := source.inner(key)):
            yield from _of_object(inner, (*way, key), others)


def _of_rows(table: Table, way: Way = (), beside: tuple[str, ...] = ()) -> Iterator[FoundList]:
    entries = [row.values for row in islice(table.rows(), _ENTRIES) if isinstance(row, RawRow)]
    if entries and way:
        yield FoundList(way, beside)
    for entry in entries:
        yield from _of_value(entry, (*way, Every()), beside)


def _of_value(value: dict[str, Any], way: Way, beside: tuple[str, ...]) -> Iterator[FoundList]:
    for key, inner in value.items():
        others = (*beside, *(other for other in value if other != key))
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            yield FoundList((*way, key), others)
        elif isinstance(inner, dict) and len(way) < _DEEPEST:
            yield from _of_value(inner, (*way, key), others)
