"""Paths into a raw row, like `metrics.latency_ms`, `messages[-1].content` or `'a.b'.c`.

`*` and `[]` stand for every value of an object and every entry of a list; `tags[key=env].value`
finds the entry whose `key` is `env`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from functools import lru_cache
from typing import Any, NamedTuple

from dashboard.sources.raw import json_text, python_text
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.raw import Record


class Every(NamedTuple):
    """A step to all values of an object, or all entries of a list."""


class Named(NamedTuple):
    """A step to the first entry of a list that has this text under this key."""

    key: str
    text: str


Step = str | int | Every | Named
Getter = Callable[[Record], Any]

_STEP = re.compile(
    r"""\.?(?:'([^']+)'|"([^"]+)"|(\*)(?![^.\[])|([^.\[\]'"][^.\[\]]*))
    |\[(-?\d+)\]|(\[\])|\[([^\[\]=]+)=([^\[\]]*)\]""",
    re.VERBOSE,
)


@lru_cache(maxsize=1 << 12)
def parse(path: str) -> tuple[Step, ...]:
    """The steps of a path that normal() gave; what can't be taken apart is one key."""
    try:
        return _steps(path)
    except ValueError:
        return (path,)


def _steps(path: str) -> tuple[Step, ...]:
    """The steps of a path: keys as text, positions in a list as numbers. Raises ValueError."""
    steps: list[Step] = []
    at = 0
    while at < len(path):
        match = _STEP.match(path, at)
        if match is None or (at == 0 and path.startswith(".")):
            raise ValueError(
                f"{path!r} is not a path: {path[at:]!r} is neither a key nor a place; "
                "a key with a dot or bracket in it stands in single quotes"
            )
        steps.append(_step(match))
        at = match.end()
    return tuple(steps)


def _step(match: re.Match[str]) -> Step:
    single, double, star, plain, place, brackets, key, text = match.groups()
    if star or brackets:
        return Every()
    if key is not None:
        return Named(key.strip(), text.strip())
    return int(place) if place is not None else single or double or plain


def normal(path: str) -> str:
    """A path as a person writes it, checked; a key alone without its quotes. Raises ValueError."""
    steps = _steps(path)
    if not steps or not isinstance(steps[0], str):
        raise ValueError(f"{path!r} is not a path: it must begin with a key")
    return path if len(steps) > 1 else steps[0]


def to_rows(path: str) -> tuple[Step, ...]:
    """The steps of a path to the rows of a document, which may begin with any step; "." has none.
    Raises ValueError."""
    return () if path == "." else _steps(path)


def keyed(steps: tuple[Step, ...]) -> tuple[str, ...] | None:
    """The steps if all of them are keys; None if some are places in a list."""
    return tuple(steps) if all(isinstance(step, str) for step in steps) else None  # type: ignore[arg-type]


@lru_cache(maxsize=1 << 12)
def roots(path: str) -> tuple[str, ...]:
    """The keys of a row under which a path may lead anywhere: itself, its steps as one key, as
    tables name what stood in objects, and ever fewer of the first ones."""
    return path, *(".".join(keys) for keys in _beginnings(parse(path)))


def beneath(path: str, keys: Iterable[str]) -> dict[str, str]:
    """The keys that stand for what is in the object at a path, where a table has a column for each
    of its members: the rest of the way behind the path, by key."""
    begins = _within(path)
    return {key: key.removeprefix(begins) for key in keys if key.startswith(begins)}


@lru_cache(maxsize=1 << 12)
def _within(path: str) -> str:
    """How keys begin that stand for what is in the object at a path."""
    return ".".join(map(str, parse(path))) + "."


def from_root(path: str, keys: Container[str]) -> tuple[Step, ...]:
    """The steps of a path in rows with these keys, of which the first may be several in one."""
    steps = parse(path)
    for begin in _beginnings(steps):
        if (key := ".".join(begin)) in keys:
            return key, *steps[len(begin) :]
    return steps


def _beginnings(steps: tuple[Step, ...]) -> list[tuple[str, ...]]:
    """The first steps that are keys, and ever fewer of them."""
    many = next((at for at, step in enumerate(steps) if not isinstance(step, str)), len(steps))
    keys = tuple(map(str, steps[:many]))
    return [keys[:many] for many in range(len(keys), 0, -1)]


def getter(path: str) -> Getter:
    """A function from a raw row to the value at the path; None where there is none.

    A key that is literally the whole path (`metrics.cost` as a CSV column) wins over its steps, and
    these over a key that is the first of them.
    Text that holds a JSON object or list is opened when a path leads into it; the function raises
    BadValue where such JSON is broken.
    """
    steps = parse(path)
    if len(steps) == 1:
        key = str(steps[0])
        return lambda record: record.get(key)

    along = getter_of(steps)
    others = [(".".join(keys), getter_of(steps[len(keys) :])) for keys in _beginnings(steps)[:-1]]

    def walk(record: Record) -> Any:
        value = record.get(path)
        if value is None:
            value = along(record)
        if value is None:
            held = ((record.get(key), rest) for key, rest in others)
            value = next((rest(part) for part, rest in held if part is not None), None)
        return value

    return walk


def has(path: str) -> Callable[[Record], bool]:
    """A function that says whether a raw row has the path at all, with or without a value.

    A row whose JSON on the way there is broken has not.
    """
    steps = parse(path)
    if not all(isinstance(step, str | int) for step in steps):
        found = getter(path)
        return lambda record: _read(found, record) not in (None, [])
    ways = [(".".join(keys), steps[len(keys) :]) for keys in _beginnings(steps)]
    inner = [(key, getter_of(rest[:-1]), rest[-1]) for key, rest in ways if rest]

    def holds(holder: Any, last: Step) -> bool:
        holder = opened(holder) if type(holder) is str else holder
        return (last in holder) if isinstance(holder, dict) else _at(holder, last) is not None

    def present(record: Record) -> bool:
        if path in record or any(key in record for key, rest in ways if not rest):
            return True
        try:
            return any(
                holds(parent(record[key]), last) for key, parent, last in inner if key in record
            )
        except BadValue:
            return False

    return present


def _read(get: Getter, record: Record) -> Any:
    try:
        return get(record)
    except BadValue:
        return None


def getter_of(steps: tuple[Step, ...]) -> Getter:
    """Like getter(), of steps that were parsed before; no steps give the row itself.

    A step to every entry makes it a list of what the steps after it find.
    """
    many = next((at for at, step in enumerate(steps) if isinstance(step, Every)), len(steps))
    first = steps[:many]

    def walk(record: Any) -> Any:
        value: Any = record
        for step in first:
            if type(value) is str:
                value = opened(value)
            value = value.get(step) if isinstance(value, dict) else _at(value, step)
            if value is None:
                return None
        return value

    if many == len(steps):
        return walk
    rest = steps[many + 1 :]
    behind, flat = getter_of(rest), any(isinstance(step, Every) for step in rest)

    def walk_all(record: Any) -> Any:
        value = walk(record)
        value = opened(value) if type(value) is str else value
        if not isinstance(value, dict | list):
            return None
        entries = value.values() if isinstance(value, dict) else value
        found = [part for entry in entries if (part := behind(entry)) is not None]
        return [part for parts in found for part in parts] if flat else found

    return walk_all


def _at(value: Any, place: Step) -> Any:
    if not isinstance(value, list):
        return None
    if isinstance(place, Named):
        entries = (entry for entry in value if isinstance(entry, dict))
        return next((entry for entry in entries if str(entry.get(place.key)) == place.text), None)
    if isinstance(place, int) and -len(value) <= place < len(value):
        return value[place]
    return None


def opened(text: str) -> Any:
    """The object or list that the text holds, in JSON or as Python writes it; None without one.

    Raises BadValue for text that begins as JSON and can't be read as such, as in a JSON file.
    """
    if text.lstrip().lstrip("\ufeff")[:1] not in ("{", "["):
        return None
    try:
        return json_text.decode(text)
    except (ValueError, RecursionError) as error:
        if not json_text.begins(text):
            return None
        with suppress(ValueError):
            return python_text.decode(text)
        raise BadValue(f"{shown(text)} begins like JSON, and {json_text.why(error)}") from None
