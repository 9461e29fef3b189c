"""From a raw value to the typed value of a column, without guessing; BadValue says why not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from dashboard.records.durations import milliseconds
from dashboard.records.entries import entries_of, object_in
from dashboard.records.schema import EFFECT_KEYS, TOOL_CALL_KEYS, Column, ValueKind
from dashboard.sources.mapping.rules import DURATION_UNITS
from dashboard.sources.raw import numbers
from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.nothing import says_no_error, says_nothing
from dashboard.sources.raw.raw import told_apart, whole
from dashboard.sources.raw.raw_text import as_text, is_absent

TEXT_LIMIT = 100_000
"""Characters of a text that are kept; a longer one is cut and says so."""

Converter = Callable[[Any], Any]

_YES = ("true", "yes", "y", "1")
_NO = ("false", "no", "n", "0")
_FLAG_KEYS = ("ok", "wrote", "customer_visible")
_INT64 = 2**63
IDS = ("run_id", "retry_of", "worker_id", "task_id", "record_id", "instructions_id")
NAMES = ("worker", "instructions_version", "model")
"""What runs are told apart by beside ids."""
ERRORS = ("error_type", "error_message")
_CALLED = ("name", "id")
"""The keys under which an object tells what it is called by, the first of them first."""
_COUNTS = ("max_iterations", "steps", "tokens")
PLAIN_NUMBERS = (*_COUNTS, "cost")
"""Numbers under whose names some keep a list or an object, of which the number is told nowhere."""


def text(value: Any) -> str | None:
    """Text exactly as written, cut at TEXT_LIMIT; None if it is empty or only white space."""
    if type(value) is str:
        if value.isascii() and len(value) <= TEXT_LIMIT and not value.isspace():
            return value or None  # nearly all values end here
    elif value is None:
        return None
    else:
        value = as_text(value)
    if not value or value.isspace():
        return None
    if len(value) > TEXT_LIMIT:
        value = cut(value)
    return whole(value)


def error(value: Any) -> str | None:
    """The text of an error; None where it says that there was none."""
    found = text(value)
    return None if found is None or says_no_error(found) else found


def cut(value: str) -> str:
    """The beginning of a text that is too long, with a mark that says how long it was."""
    return f"{value[:TEXT_LIMIT]} … [cut here: {len(value):,} characters in the export]"


def name(value: Any) -> str | None:
    """A text by which runs are told apart: blanks around it are none of it. Of an object, as of a
    worker with all its settings, that is its name or else its id; what has none is no name."""
    found = text(_called(value) if isinstance(value, dict) else value)
    return found and found.strip()


def _called(value: dict[str, Any]) -> Any:
    """What an object is called by."""
    every = (value.get(key) for key in _CALLED)
    plain = (one for one in every if not isinstance(one, dict | list))
    return next((one for one in plain if not is_absent(one)), None)


def identity(value: Any) -> str | None:
    """An id, which can be no id any more once it is cut; blanks around it are none of it."""
    if type(value) is str and len(value) > TEXT_LIMIT:
        raise BadValue(f"an id of {len(value):,} characters cannot be kept")
    return name(told_apart(as_text(value)) if value is not None else None)


def number(value: Any) -> float | None:
    """A finite number, with a point for decimals, and at most spaces between its thousands."""
    if type(value) is float or type(value) is int:
        return float(value) if abs(value) < 1e300 else _no_number(value)
    if is_absent(value):
        return None
    try:
        if isinstance(value, bool) or (type(value) is str and "_" in value):
            return _no_number(value)
        result = float(value)
    except (TypeError, ValueError):
        return None if type(value) is str and says_nothing(value) else _no_number(value)
    if math.isfinite(result):
        return result
    return None if type(value) is str and says_nothing(value) else _no_number(value)


def _no_number(value: Any) -> float:
    """What a number is that has spaces between its thousands. Raises BadValue for any other."""
    text = as_text(value)
    if type(value) is str and (closed := numbers.closed_up(value)):
        return float(closed)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text.strip()):
        raise BadValue(
            f"{shown(text)} may have a comma between its thousands; write it without, or say "
            'decimal = "." in a mapping'
        )
    if re.fullmatch(r"[+-]?[\d.]*\d,\d+", text.strip()):
        raise BadValue(
            f"{shown(text)} has a comma before its decimals; write a point, or say "
            'decimal = "," in a mapping'
        )
    raise BadValue(f"{shown(text)} is not a number like 12.5")


def not_negative(value: Any) -> float | None:
    """A number from 0 on."""
    result = number(value)
    if result is not None and result < 0:
        raise BadValue(f"{shown(as_text(value))} is negative, which this cannot be")
    return result


def integer(value: Any) -> int | None:
    """A whole number that fits 64 bits."""
    if type(value) is str and (stripped := value.strip()).isdecimal() and len(stripped) < 20:
        result = int(stripped)  # a float would round it
    elif type(value) is int:
        result = value
    else:
        numbers.require_plain(value)
        found = number(value)
        if found is None:
            return None
        if found != int(found):
            raise BadValue(f"{shown(as_text(value))} is not a whole number")
        result = int(found)
    if not -_INT64 <= result < _INT64:
        raise BadValue(f"{shown(as_text(value))} is too large")
    return result


def count(value: Any) -> int | None:
    """A whole number from 0 on."""
    result = integer(value)
    if result is not None and result < 0:
        raise BadValue(f"{shown(as_text(value))} is negative, which this cannot be")
    return result


def flag(value: Any) -> bool | None:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    if is_absent(value):
        return None
    word = as_text(value).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadValue(f"{shown(as_text(value))} is neither true nor false")


def word_of(words: tuple[str, ...]) -> Converter:
    """A converter to one of a few words, in any case."""
    known = {word: word for word in words}

    def convert(value: Any) -> str | None:
        found = known.get(value) if type(value) is str else None
        if found is None:
            if is_absent(value):
                return None
            found = known.get(as_text(value).strip().casefold())
            if found is None:
                raise BadValue(f"{shown(as_text(value))} is not one of {', '.join(words)}")
        return found

    return convert


def texts(value: Any) -> list[str] | None:
    """A list of texts."""
    entries = entries_of(value)
    if entries is None:
        return None
    return [found for entry in entries if (found := text(entry)) is not None]


def objects_of(keys: tuple[str, ...], what: str) -> Converter:
    """A converter to a list of objects with exactly these keys, the first of which is needed."""
    parts = [(key, flag if key in _FLAG_KEYS else text) for key in keys]
    blank = dict.fromkeys(keys)

    def one(entry: Any) -> dict[str, Any]:
        found = object_in(entry)
        if isinstance(found, list):
            raise BadValue(f"{what} cannot be a list: {shown(as_text(entry))}")
        if not isinstance(found, dict):
            return {**blank, keys[0]: text(entry)}
        entry = found
        made = {key: None if (raw := entry.get(key)) is None else to(raw) for key, to in parts}
        if made[keys[0]] is None:
            raise BadValue(f"{what} without {keys[0]}: {shown(as_text(entry))}")
        return made

    def convert(value: Any) -> list[dict[str, Any]] | None:
        entries = entries_of(value)
        if entries is None:
            return None
        return [one(entry) for entry in entries if not is_absent(entry)]

    return convert


_BY_KIND: dict[ValueKind, Converter] = {
    ValueKind.TEXT: text,
    ValueKind.NUMBER: number,
    ValueKind.INTEGER: integer,
    ValueKind.FLAG: flag,
    ValueKind.LIST: texts,
    ValueKind.TOOLS: objects_of(TOOL_CALL_KEYS, "a tool call"),
    ValueKind.EFFECTS: objects_of(EFFECT_KEYS, "an effect"),
}


def holds_more(value: Any) -> bool:
    """Whether a value is a list or an object, also as a text; given one for a number."""
    return isinstance(value, list | dict) or (
        type(value) is str and value.lstrip()[:1] in ("[", "{")
    )


def none_of_more(convert: Converter) -> Converter:
    """The same converter, with no value for lists and objects."""
    return lambda value: None if holds_more(value) else convert(value)


def converter(column: Column) -> Converter:
    """The converter of a column. Times and JSON are read elsewhere: they need more to know."""
    if column.name in IDS:
        return identity
    if column.name in NAMES:
        return name
    if column.name in ERRORS:
        return error
    if column.name == "duration_ms":
        return duration("ms")
    if column.name in _COUNTS:
        return count
    return word_of(column.words) if column.words else _BY_KIND[column.kind]


def reckoning(name: str) -> numbers.Reckon:
    """How a rule reads the numbers of which it makes that column's value."""
    return numbers.of_whole if name in _COUNTS else numbers.number


def duration(unit: str) -> Converter:
    """A converter from a duration to milliseconds; unit: of numbers without one."""
    factor = DURATION_UNITS[unit]

    def convert(value: Any) -> float | None:
        found = milliseconds(value)
        if found is None and (plain := not_negative(value)) is not None:
            found = plain * factor
        if found is not None and not math.isfinite(found):
            raise BadValue(f"{shown(as_text(value))} is too long for a duration")
        return found

    return convert
