"""Values with their types around them, as MongoDB, DynamoDB and Firestore write them into JSON."""

from __future__ import annotations

import base64
import re
import uuid
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from dashboard.sources.files.files import TextFile
from dashboard.sources.raw.json_text import Literal
from dashboard.sources.raw.long_text import LongText
from dashboard.sources.raw.raw import Record

_SINCE = datetime(1970, 1, 1, tzinfo=UTC)


def unwrapping(
    rows: Iterable[Record], *, extended: bool = False
) -> Callable[[Record], Record] | None:
    """What takes the types from values of rows like these; None where they have none.

    DynamoDB and Firestore type every value of a row; MongoDB those that JSON cannot say, at any
    depth. extended: whether such stand in other rows than these.
    """
    rows = [row for row in rows if row]
    for kinds in (_DYNAMO, _FIRESTORE):
        if any(_all_typed(row, kinds) for row in rows):
            return partial(_members, kinds=kinds)
    if extended or any(_has_extended(row) for row in rows):
        return lambda row: {key: _of_mongo(value) for key, value in row.items()}
    return None


def _number(text: Any) -> Any:
    """A number that stands in a text; what is none stays as it is, and is rejected as such."""
    if type(text) is not str:
        return text
    with suppress(ValueError):
        return int(text)
    with suppress(ValueError):
        return None if text == "NaN" else Literal(text)
    return text


def _instant(seconds: Any, unit: timedelta) -> Any:
    with suppress(TypeError, ValueError, OverflowError):
        return (_SINCE + seconds * unit).isoformat()
    return seconds


def _date(value: Any) -> Any:
    """A time of MongoDB: text, or milliseconds."""
    if isinstance(value, dict):
        value = _number(value.get("$numberLong"))
    return value if type(value) is str else _instant(value, timedelta(milliseconds=1))


def _binary(value: Any) -> Any:
    """What stands in bytes: the UUID, where they are one for sure. Of the older kind, 03, each
    driver has put the bytes in an order of its own."""
    if not isinstance(value, dict) or type(value.get("base64")) is not str:
        return {"$binary": value}
    if value.get("subType") in ("04", "4"):
        with suppress(ValueError):
            return str(uuid.UUID(bytes=base64.b64decode(value["base64"])))
    return value["base64"]


_MONGO: dict[str, Callable[[Any], Any]] = {
    "$oid": lambda value: value,
    "$uuid": lambda value: value,
    "$symbol": lambda value: value,
    "$numberInt": _number,
    "$numberLong": _number,
    "$numberDouble": _number,
    "$numberDecimal": _number,
    "$date": _date,
    "$timestamp": lambda value: _instant(value.get("t"), timedelta(seconds=1)),
    "$binary": _binary,
    "$undefined": lambda value: None,
}


_EXTENDED = re.compile(rb'"\$(?:%s)"\s*:' % "|".join(key[1:] for key in _MONGO).encode())


def is_extended(file: TextFile) -> bool:
    """Whether types of MongoDB stand anywhere in a file of JSON, which is looked through without
    being taken apart, and never held whole. Raises ExportRefused where it is gone."""
    text = LongText(lambda: file.path.open("rb"), file.name)
    return text.holds(_EXTENDED, sign=b"$")


def _of_mongo(value: Any) -> Any:
    if isinstance(value, list):
        return [_of_mongo(one) for one in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((kind, held),) = value.items()
        if kind in _MONGO and (kind != "$timestamp" or isinstance(held, dict)):
            return _MONGO[kind](held)
    return {key: _of_mongo(one) for key, one in value.items()}


def _has_extended(value: Any) -> bool:
    """Whether a value of MongoDB stands anywhere within that is read only without its type."""
    if isinstance(value, list):
        return any(map(_has_extended, value))
    if not isinstance(value, dict):
        return False
    return (len(value) == 1 and not _MONGO.keys().isdisjoint(value)) or any(
        map(_has_extended, value.values())
    )


_Kinds = dict[str, Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


_DYNAMO: _Kinds = {
    "S": _same,
    "N": _number,
    "BOOL": _same,
    "NULL": lambda value: None,
    "B": _same,
    "M": lambda value: _within(value, _DYNAMO),
    "L": lambda value: _entries(value, _DYNAMO),
    "SS": _same,
    "NS": lambda value: list(map(_number, value)) if isinstance(value, list) else value,
    "BS": _same,
}
_FIRESTORE: _Kinds = {
    "stringValue": _same,
    "integerValue": _number,
    "doubleValue": _number,
    "booleanValue": _same,
    "nullValue": lambda value: None,
    "timestampValue": _same,
    "referenceValue": _same,
    "bytesValue": _same,
    "geoPointValue": _same,
    "mapValue": lambda value: _within(_inner(value, "fields") or {}, _FIRESTORE),
    "arrayValue": lambda value: _entries(_inner(value, "values") or [], _FIRESTORE),
}
TYPES = frozenset((*_MONGO, *_DYNAMO, *_FIRESTORE))
"""What values may stand under that is their type."""


def _inner(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _all_typed(row: Record, kinds: _Kinds) -> bool:
    """Whether every value has its type, but for texts that stood around the row."""
    values = [value for value in row.values() if kinds is _DYNAMO or type(value) is not str]
    return bool(values) and all(_is_typed(value, kinds) for value in values)


def _is_typed(value: Any, kinds: _Kinds) -> bool:
    """Whether it is an object of one member, which names its type."""
    return isinstance(value, dict) and len(value) == 1 and not kinds.keys().isdisjoint(value)


def _untyped(value: Any, kinds: _Kinds) -> Any:
    if not _is_typed(value, kinds):
        return value
    ((kind, held),) = value.items()
    return kinds[kind](held)


def _members(value: Record, kinds: _Kinds) -> Record:
    return {key: _untyped(one, kinds) for key, one in value.items()}


def _within(value: Any, kinds: _Kinds) -> Any:
    return _members(value, kinds) if isinstance(value, dict) else value


def _entries(value: Any, kinds: _Kinds) -> Any:
    return [_untyped(one, kinds) for one in value] if isinstance(value, list) else value
