"""Lines of keys and values as programs log them: level=info run_id=7 status=ok msg="all done"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from itertools import islice

_LEAST = 3
"""Pairs of a line that is plainly one; fewer may stand in a sentence."""
_LOOKED_AT = 20
_PAIR = re.compile(r'([A-Za-z_@][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"=]*)(?=\s|$)')


def pairs(line: str) -> dict[str, str] | None:
    """The keys and values of a line; None of a line that holds anything else, or a key twice."""
    text, at = line.strip(), 0
    found: dict[str, str] = {}
    while at < len(text):
        match = _PAIR.match(text, at)
        if match is None or match[1] in found:
            return None
        found[match[1]] = _value(match[2])
        at = match.end()
        while at < len(text) and text[at].isspace():
            at += 1
    return found or None


def is_logfmt(lines: Iterable[str]) -> bool:
    """Whether the first lines of a text are all of keys and values."""
    first = [pairs(line) for line in islice(filter(str.strip, lines), _LOOKED_AT)]
    return bool(first) and all(found and len(found) >= _LEAST for found in first)


def as_json(line: str) -> str:
    """The line as an object of JSON; what is none as it stands there, which a reader then says."""
    found = pairs(line)
    return json.dumps(found, ensure_ascii=False) if found else line.strip()


def _value(text: str) -> str:
    if text[:1] != '"':
        return text
    try:
        value: str = json.loads(text, strict=False)
    except ValueError:
        return text[1:-1]
    return value
