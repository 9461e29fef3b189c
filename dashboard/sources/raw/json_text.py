"""Walking through JSON text element by element, so that one bad element spoils no other."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dashboard.sources.raw.json_relatives import COMMENT, RELATED, foreign

_SPACE = re.compile(r"[ \t\r\n]*")
_PIECE = 1 << 16
"""Letters that most elements are shorter than."""
_KEPT = 100
"""Broken elements that are kept."""
_BEGINNING = re.compile(
    r"""[\s\ufeff]*(?:\{\s*(?:["'{}]|$|\w+\s*:)
    |\[\s*(?:["'{\[]|$|(?:-?\d[\w.+-]*|true|false|null|None|True|False|NaN|-?Infinity)?\s*(?:,|\]?\s*$)))""",
    re.VERBOSE,
)
_OF_DUMP = re.compile(r"Line ([\d,]+) of the dump, ([^:]*): \(")
"""How a row of a dump in SQL stands there that can't be told in JSON."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|"|[\[{]+|[\]}]+', re.DOTALL)


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


class Element(NamedTuple):
    """One element of a list: where it begins and ends in the text, and its value or its fault."""

    start: int
    end: int
    value: Any
    fault: str | None


def space(text: str, at: int) -> int:
    """The first position at or after `at` that is not white space."""
    match = _SPACE.match(text, at)
    return match.end() if match else at


def elements(text: str, at: int, broken: dict[int, Element] | None = None) -> Iterator[Element]:
    """The elements of the list whose `[` stands at `at`; a cut list ends with a fault.

    Objects with no comma between them are told apart too. broken: keeps by its place what cannot be
    decoded, of which the end takes long to find, for whoever goes through the list again.
    """
    broken = {} if broken is None else broken
    at = space(text, at + 1)
    while at < len(text) and text[at] != "]":
        element = broken.get(at) or element_at(text, at)
        if element.fault and len(broken) < _KEPT:
            broken[at] = element
        yield element
        at = space(text, element.end)
        if element.fault and at >= len(text):
            return  # the cut was reported with the element
        if text[at : at + 1] == ",":
            at = space(text, at + 1)
        elif at < len(text) and text[at] not in "]{" and not COMMENT.match(text, at):
            yield Element(at, len(text), None, "what follows here is not JSON; reading stopped")
            return
    if at >= len(text):
        yield Element(len(text), len(text), None, "the file ends within its list")


def end_of_list(text: str, at: int) -> int:
    """The position after the list that begins at `at`."""
    end = at + 1
    for element in elements(text, at):
        end = element.end
    return min(closing(text, end) + 1, len(text))


def closing(text: str, at: int) -> int:
    """Where the bracket of a list stands whose last element ends at `at`, with a comma perhaps."""
    at = space(text, at)
    return space(text, at + 1) if text[at : at + 1] == "," else at


def members(text: str, at: int) -> tuple[dict[str, int], int]:
    """The object whose `{` stands at `at`: where the value of each key begins, and its end.

    The end is the position after its `}`, or where it can't be read further. Raises ValueError for
    a key that stands there twice.
    """
    found: dict[str, int] = {}
    at = space(text, at + 1)
    while text[at : at + 1] == '"':
        begin = at
        try:
            key, at = DECODER.raw_decode(text, at)
        except ValueError:
            return found, begin
        at = space(text, at)
        if text[at : at + 1] != ":":
            return found, begin
        at = space(text, at + 1)
        if key in found:
            raise ValueError(f"the key “{key[:60]}” stands twice in one object")
        found[key] = at
        at = space(text, end_of_value(text, at))
        if text[at : at + 1] == ",":
            at = space(text, at + 1)
    return found, at + 1 if text[at : at + 1] == "}" else at


def end_of_value(text: str, at: int) -> int:
    """The position after the value at `at`; of a list without keeping all of it in memory."""
    if text[at : at + 1] == "[":
        return end_of_list(text, at)
    return element_at(text, at).end


def element_at(text: str, at: int) -> Element:
    """The element at a position, decoded from a piece of the text: a decoder that fails counts the
    lines before the place, which would cost every broken element all that stands before it."""
    piece = text[at : at + _PIECE]
    with contextlib.suppress(ValueError, RecursionError):
        value, length = value_at(piece, 0)
        if length < len(piece) or at + length == len(text):
            return Element(at, at + length, value, None)
    end = _skip(text, at)
    try:
        value, length = value_at(text[at:end], 0)
    except (ValueError, RecursionError) as error:
        return Element(at, end, None, why_no_row(error))
    return Element(at, at + length, value, None)


def _skip(text: str, at: int) -> int:
    """The end of a value that cannot be decoded, found by its brackets alone."""
    if at >= len(text):
        return at
    if comment := COMMENT.match(text, at):
        return comment.end()
    if text[at] not in "[{":
        match = re.compile(r'"(?:[^"\\]|\\.)*+"|[^,\]}]*', re.DOTALL).match(text, at)
        return max(match.end() if match else at, at + 1)
    depth = 0
    for match in _TOKEN.finditer(text, at):
        mark = text[match.start()]
        if mark in "[{":
            depth += match.end() - match.start()
        elif mark in "]}":
            if (many := match.end() - match.start()) >= depth:
                return match.start() + depth
            depth -= many
        elif match.end() - match.start() == 1:  # a text that never ends
            break
    return len(text)
