"""Values of JSON text, with what programs write that is nearly JSON."""

from __future__ import annotations

import json
import re
from typing import Any

from dashboard.sources.raw.json_relatives import RELATED, foreign

_SPACE = re.compile(r"[ \t\r\n]*")
_BEGINNING = re.compile(
    r"""[\s\ufeff]*(?:\{\s*(?:["'{}]|$|\w+\s*:)
    |\[\s*(?:["'{\[]|$|(?:-?\d[\w.+-]*|true|false|null|None|True|False|NaN|-?Infinity)?\s*(?:,|\]?\s*$)))""",
    re.VERBOSE,
)
_OF_DUMP = re.compile(r"Line ([\d,]+) of the dump, ([^:]*): \(")
"""How a row of a dump in SQL stands there that can't be told in JSON."""


class Literal(float):
    """A decimal number that remembers how it was written, because an id may be given as one."""

    text: str

    def __new__(cls, text: str) -> Literal:
        number = super().__new__(cls, text)
        if number in (float("inf"), float("-inf")):
            raise ValueError(f"the number {text[:40]} is too large")
        number.text = text
        return number

    def __reduce__(self) -> tuple[type[Literal], tuple[str]]:
        return Literal, (self.text,)


def _constant(word: str) -> Any:
    """What programs write though JSON has no such word: NaN is no value, the others no number."""
    if word == "NaN":
        return None
    raise ValueError(f"{word} is not a JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these keys and values; ValueError for a key that stands there twice."""
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise ValueError(f"the key “{twice[:60]}” stands twice in one object")
    return made


DECODER = json.JSONDecoder(parse_float=Literal, parse_constant=_constant, object_pairs_hook=_object)
DEEPEST = 200
"""Lists and objects that may stand in each other; what works on them may need a call for each."""


def decode(text: str) -> Any:
    """The value of a whole JSON text. Raises ValueError or RecursionError."""
    return value_at(text, space(text, 0), whole=True)[0]


def value_at(text: str, at: int, *, whole: bool = False) -> tuple[Any, int]:
    """The value at a position, and where it ends. Raises ValueError or RecursionError.

    whole: nothing but white space may stand behind it.
    """
    value, end = DECODER.raw_decode(text, at)
    if text.count("[", at, end) + text.count("{", at, end) > DEEPEST:
        require_shallow(value)
    if whole and (after := space(text, end)) < len(text):
        raise json.JSONDecodeError("extra data", text, after)
    return value, end


def require_shallow(value: Any) -> None:
    """Raise RecursionError for a value with more than DEEPEST lists and objects in each other."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            part
            for holder in level
            for part in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(part, dict | list)
        ]
        if not level:
            return
    raise RecursionError


def begins(text: str) -> bool:
    """Whether a text is meant as a JSON object or list, whole or broken: after its bracket stands
    a quote, another bracket, a key with its colon, a number or word of JSON with a comma or the end
    behind it, or nothing. What begins like `[beta] search` or `{name} is here` is a text.
    """
    return _BEGINNING.match(text) is not None


def why(error: Exception) -> str:
    """The reason for which a piece of JSON cannot be used, in a few words."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"it is not complete JSON ({error.msg.lower()})"
    if "int_max_str_digits" in str(error):
        return "it holds a number with thousands of digits"
    return str(error)


def why_no_row(error: Exception) -> str:
    """The same of a row, which stands in no cell where objects of Python could be meant."""
    if isinstance(error, json.JSONDecodeError) and (of_dump := _OF_DUMP.match(error.doc)):
        return f"line {of_dump[1]} of the dump holds {of_dump[2]}"
    what = foreign(error.doc, error.pos) if isinstance(error, json.JSONDecodeError) else None
    return f"{RELATED}{what}" if what else why(error)


def space(text: str, at: int) -> int:
    """The first position at or after `at` that is not white space."""
    match = _SPACE.match(text, at)
    return match.end() if match else at
