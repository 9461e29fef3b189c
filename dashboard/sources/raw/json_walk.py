"""Walking through JSON text element by element, so that one bad element spoils no other, and no
more of a long text is in memory than one of them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from dashboard.sources.raw.json_relatives import COMMENT
from dashboard.sources.raw.json_text import value_at, why_no_row
from dashboard.sources.raw.walked_text import WalkedText

_PIECES = 1 << 11, 1 << 16
"""How much is looked at for an element, before its end is looked for."""
_BLOCK = 1 << 20
_KEPT = 100
"""Broken elements that are kept."""
LONG = 1 << 20
"""How long an element is of which only the beginning is looked at."""
_ENTRIES, _MEMBERS = 20, 1_000
"""How many of a list and of an object belong to that."""
_QUOTED = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BRACKETS = re.compile(
    rf'(?:[^"\[\]{{}}]++|{_QUOTED})*+(?:(?P<open>[\[{{]+)|(?P<close>[\]}}]+))?', re.DOTALL
)
_TEXT = re.compile(_QUOTED, re.DOTALL)
_WORD = re.compile(r"[^,\]}]*")


class Element(NamedTuple):
    """One element of a list: where it begins and ends in the text, and its value or its fault."""

    start: int
    end: int
    value: Any
    fault: str | None


def elements(
    text: WalkedText, at: int, broken: dict[int, Element] | None = None
) -> Iterator[Element]:
    """The elements of the list whose `[` stands at `at`; a cut list ends with a fault.

    Objects with no comma between them are told apart too. broken: keeps by its place what cannot be
    decoded, of which the end takes long to find, for whoever goes through the list again.
    """
    broken = {} if broken is None else broken
    at = text.space(at + 1)
    while at < len(text) and text[at : at + 1] != "]":
        element = broken.get(at) or element_at(text, at)
        if element.fault and len(broken) < _KEPT:
            broken[at] = element
        yield element
        at = text.space(element.end)
        if element.fault and at >= len(text):
            return  # the cut was reported with the element
        sign = text[at : at + 1]
        if sign == ",":
            at = text.space(at + 1)
        elif sign and sign not in "]{" and not COMMENT.match(text[at : at + 2]):
            yield Element(at, len(text), None, "what follows here is not JSON; reading stopped")
            return
    if at >= len(text):
        yield Element(len(text), len(text), None, "the file ends within its list")


def end_of_list(text: WalkedText, at: int) -> int:
    """The position after the list that begins at `at`."""
    end = at + 1
    for element in elements(text, at):
        end = element.end
    return min(closing(text, end) + 1, len(text))


def closing(text: WalkedText, at: int) -> int:
    """Where the bracket of a list stands whose last element ends at `at`, with a comma perhaps."""
    at = text.space(at)
    return text.space(at + 1) if text[at : at + 1] == "," else at


def members(text: WalkedText, at: int) -> tuple[dict[str, int], int]:
    """The object whose `{` stands at `at`: where the value of each key begins, and its end.

    The end is the position after its `}`, or where it can't be read further. Raises ValueError for
    a key that stands there twice.
    """
    found: dict[str, int] = {}
    begin, at = at, text.space(at + 1)
    while text[at : at + 1] == '"':
        key = element_at(text, at)
        at = text.space(key.end)
        if key.fault or text[at : at + 1] != ":":
            return found, key.start
        at = text.space(at + 1)
        if key.value in found:
            raise ValueError(f"the key “{key.value[:60]}” stands twice in one object")
        found[key.value] = at
        at = text.space(end_of_value(text, at))
        if text[at : at + 1] == ",":
            at = text.space(at + 1)
    if text[at : at + 1] != "}":
        return found, at
    if at - begin > LONG:
        text.ends[begin] = at + 1
    return found, at + 1


def end_of_value(text: WalkedText, at: int) -> int:
    """The position after the value at `at`, which is not kept in memory."""
    if found := _short(text, at):
        return found.end
    if at not in text.ends:
        is_list = text[at : at + 1] == "["
        text.ends[at] = end_of_list(text, at) if is_list else _skip(text, at)
    return text.ends[at]


def element_at(text: WalkedText, at: int) -> Element:
    """The element at a position."""
    if found := _short(text, at):
        return found
    piece = text[at : _skip(text, at)]
    end = at + text.width(piece)
    try:
        value, length = value_at(piece, 0)
    except (ValueError, RecursionError) as error:
        return Element(at, end, None, why_no_row(error))
    return Element(at, at + text.width(piece[:length]), value, None)


def look_at(text: WalkedText, at: int, known: dict[int, Element]) -> Element:
    """The element at a position, of a very long one its beginning: the first entries of its lists.

    known: keeps these by their place, for whoever asks again.
    """
    if at not in known:
        end = end_of_value(text, at)
        if end - at <= LONG or text[at : at + 1] not in ("[", "{"):
            return element_at(text, at)
        known[at] = Element(at, end, _beginning(text, at), None)
    return known[at]


def _beginning(text: WalkedText, at: int) -> Any:
    if short := _short(text, at):
        return short.value
    sign = text[at : at + 1]
    if sign == "[":
        return [one.value for one in islice(elements(text, at), _ENTRIES) if not one.fault]
    if sign == "{":
        with contextlib.suppress(ValueError):
            first = islice(members(text, at)[0].items(), _MEMBERS)
            return {key: _beginning(text, begin) for key, begin in first}
    return element_at(text, at).value


def _short(text: WalkedText, at: int) -> Element | None:
    """The element, decoded from a piece of the text; None where it is longer, or broken: a decoder
    that fails counts the lines before the place, which would cost every broken element all that
    stands before it."""
    for size in _PIECES:
        piece = text[at : at + size]
        with contextlib.suppress(ValueError, RecursionError):
            value, length = value_at(piece, 0)
            end = at + text.width(piece[:length])
            if length < len(piece) or end == len(text):
                return Element(at, end, value, None)
        if at + size >= len(text):
            break
    return None


def _skip(text: WalkedText, at: int) -> int:
    """The end of a value that cannot be decoded, or is not, found by its brackets alone."""
    first = text[at : at + 2]
    if COMMENT.match(first):
        return _end_of(COMMENT, text, at)
    if first[:1] not in ("[", "{"):
        whole = _end_of(_TEXT, text, at) if first[:1] == '"' else at
        return max(whole if whole > at else _end_of(_WORD, text, at), at + 1)
    depth, size = 0, _BLOCK
    while at < len(text):
        piece, done = text[at : at + size], 0
        for match in _BRACKETS.finditer(piece):
            if match["open"]:
                depth += len(match["open"])
            elif match["close"]:
                if (many := len(match["close"])) >= depth:
                    return at + text.width(piece[: match.start("close") + depth])
                depth -= many
            elif match.end() < len(piece):  # a text that never ends, or ends in the next piece
                done = match.end()
                break
            done = match.end()
        size = _BLOCK if done else 2 * size
        at += text.width(piece[:done])
        if at + text.width(piece[done:]) >= len(text) and done < len(piece):
            break
    return len(text)


def _end_of(pattern: re.Pattern[str], text: WalkedText, at: int) -> int:
    """Where what is like a pattern ends that begins at a position; there where nothing does."""
    size = _PIECES[-1]
    while True:
        piece = text[at : at + size]
        found = pattern.match(piece)
        if found and found.end() < len(piece):
            return at + text.width(piece[: found.end()])
        if at + size >= len(text):
            return len(text) if found else at
        size *= 4
