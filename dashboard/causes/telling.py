"""The part of an error text that tells what happened, whatever shape the text has.

Agents hand on what their tools gave them: a traceback, the repr of an exception, the JSON body of
a response, a stack of another language. What remains is one line to compare with others; the
whole text stays on its run.
"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Iterator
from typing import Any

LONGEST = 1000
"""Characters of a telling part; what is longer is cut, for all texts alike."""
LONGEST_BODY = 20_000
"""Characters of a body that is read as JSON or as a Python literal."""

_PYTHON = re.compile(r"^Traceback \(most recent call last\):", re.MULTILINE)
_RAISED = re.compile(r"^[A-Za-z_][\w.]*(?::|$)")
_CAUSED_BY = re.compile(r"^\s*Caused by: (.+)$", re.MULTILINE)
_FRAME = re.compile(r"^\s*(?:at |File \"|\.\.\. \d+ more|goroutine \d+)|^\s+\^+")
_REPR = re.compile(r"^([A-Za-z_][\w.]*)\((.*)\)(.*)$", re.DOTALL)
_BODY = re.compile(r"[{\[].*[}\]]", re.DOTALL)
_CODES = ("status", "status_code", "statuscode", "code", "http_status", "type", "error_type")
_SAYS = (
    "message", "error", "detail", "details", "description", "error_description", "reason",
    "title", "msg", "errors", "fault", "exception",
)  # fmt: skip


def telling(text: str) -> str:
    """One line of an error text, of at most LONGEST characters; "" for a text of white space."""
    line = _unwrapped(_line(text.strip()))
    return " ".join(line.split())[:LONGEST]


def _line(text: str) -> str:
    if _PYTHON.search(text):
        return _last_raised(text)
    if caused := _CAUSED_BY.findall(text):
        return str(caused[-1])
    if "\n" in text and _body(text) is None:
        spoken = (line for line in text.splitlines() if line.strip() and not _FRAME.match(line))
        return next(spoken, text)
    return text


def _last_raised(text: str) -> str:
    """The exception that a traceback ends with: its class and the first line of its message."""
    lines = text.splitlines()
    last = max(n for n, line in enumerate(lines) if _PYTHON.match(line))
    ends = [line for line in lines[last + 1 :] if line.strip() and not line[0].isspace()]
    raised = [line for line in ends if _RAISED.match(line)]
    return (raised or ends or [lines[-1]])[0]


def _unwrapped(line: str, deep: int = 0) -> str:
    """The line without the repr or the JSON around its words."""
    if deep < 3 and (match := _REPR.match(line)):
        arguments = _literal(f"({match[2]},)")
        words = " ".join(argument for argument in arguments or () if isinstance(argument, str))
        if words:
            return f"{match[1]}: {_unwrapped(words, deep + 1)}{match[3]}"
    body = _body(line)
    if body is None:
        return line
    start, end, value = body
    said = " ".join(dict.fromkeys(_said(value)))
    return f"{line[:start]} {said} {line[end:]}" if said else line


def _body(text: str) -> tuple[int, int, Any] | None:
    """The JSON or the Python literal within a text: where it begins and ends, and its value."""
    match = _BODY.search(text)
    if match is None or len(match[0]) > LONGEST_BODY:
        return None
    try:
        value = json.loads(match[0])
    except (ValueError, RecursionError):
        value = _literal(match[0])
    return (match.start(), match.end(), value) if isinstance(value, dict | list) else None


def _literal(text: str) -> Any:
    """The value of a Python literal; None for what is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in strings that are none of Python's
            return ast.literal_eval(text) if len(text) <= LONGEST_BODY else None
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _said(value: Any) -> Iterator[str]:
    """Codes and messages in a body, the codes first."""
    if isinstance(value, list):
        for entry in value[:1]:
            yield from _said(entry)
    elif isinstance(value, dict):
        named = {str(key).lower(): part for key, part in value.items()}
        for key in _CODES:
            if isinstance(named.get(key), str | int) and not isinstance(named[key], bool):
                yield str(named[key])
        for key in _SAYS:
            found = named.get(key)
            if isinstance(found, str) and found.strip():
                yield found
            elif isinstance(found, dict | list):
                yield from _said(found)
