"""Paths into a raw row, like `metrics.latency_ms`, `messages[-1].content` or `'a.b'.c`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from dashboard.sources import json_text
from dashboard.sources.faults import BadValue, shown
from dashboard.sources.raw import Record

Step = str | int
Getter = Callable[[Record], Any]

_STEP = re.compile(r"""\.?(?:'([^']+)'|"([^"]+)"|([^.\[\]'"][^.\[\]]*))|\[(-?\d+)\]""")


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
        single, double, plain, place = match.groups()
        steps.append(int(place) if place is not None else single or double or plain)
        at = match.end()
    if not steps or isinstance(steps[0], int):
        raise ValueError(f"{path!r} is not a path: it must begin with a key")
    return tuple(steps)


def normal(path: str) -> str:
    """A path as a person writes it, checked; a key alone without its quotes. Raises ValueError."""
    steps = _steps(path)
    return path if len(steps) > 1 else str(steps[0])


def keyed(steps: tuple[Step, ...]) -> tuple[str, ...] | None:
    """The steps if all of them are keys; None if some are places in a list."""
    return tuple(steps) if all(isinstance(step, str) for step in steps) else None  # type: ignore[arg-type]


def getter(path: str) -> Getter:
    """A function from a raw row to the value at the path; None where there is none.

    A key that is literally the whole path (`metrics.cost` as a CSV column) wins over its steps.
    Text that holds a JSON object or list is opened when a path leads into it; the function raises
    BadValue where such JSON is broken.
    """
    steps = parse(path)
    if len(steps) == 1:
        key = str(steps[0])
        return lambda record: record.get(key)

    def walk(record: Record) -> Any:
        value: Any = record.get(path)
        if value is not None:
            return value
        value = record
        for step in steps:
            if type(value) is str:
                value = opened(value)
            if isinstance(step, str):
                value = value.get(step) if isinstance(value, dict) else None
            else:
                value = _at(value, step)
            if value is None:
                return None
        return value

    return walk


def has(path: str) -> Callable[[Record], bool]:
    """A function that says whether a raw row has the path at all, with or without a value.

    A row whose JSON on the way there is broken has not.
    """
    steps = parse(path)
    parent = getter_of(steps[:-1])
    last = steps[-1]

    def present(record: Record) -> bool:
        if path in record:
            return True
        try:
            holder = parent(record)
            if type(holder) is str:
                holder = opened(holder)
        except BadValue:
            return False
        return (last in holder) if isinstance(holder, dict) else _at(holder, last) is not None

    return present


def getter_of(steps: tuple[Step, ...]) -> Getter:
    """Like getter(), of steps that were parsed before; no steps give the row itself."""

    def walk(record: Record) -> Any:
        value: Any = record
        for step in steps:
            if type(value) is str:
                value = opened(value)
            value = value.get(step) if isinstance(value, dict) else _at(value, step)
            if value is None:
                return None
        return value

    return walk


def _at(value: Any, place: Step) -> Any:
    if isinstance(value, list) and isinstance(place, int) and -len(value) <= place < len(value):
        return value[place]
    return None


def opened(text: str) -> Any:
    """The object or list that the text holds as JSON; None if it holds none.

    Raises BadValue for text that begins as JSON and can't be read as such, as in a JSON file.
    """
    if text.lstrip().lstrip("\ufeff")[:1] not in ("{", "["):
        return None
    try:
        return json_text.decode(text)
    except (ValueError, RecursionError) as error:
        if json_text.begins(text):
            raise BadValue(f"{shown(text)} begins like JSON, and {json_text.why(error)}") from None
        return None
