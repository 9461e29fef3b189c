"""What can be read of a JSON object that is broken: only to say what was lost with it."""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dashboard.sources.raw import json_text, json_walk
from dashboard.sources.raw.raw import Record
from dashboard.sources.raw.walked_text import TextInMemory

_PLAIN = re.compile(r'"([^"\\]+)"\s*:\s*(?:"([^"\\]*)"|(-?\d[\d.]*))\s*(?=[,}])')
"""A key and its value, a text or a number."""
MOST = 100_000
"""Characters of a broken object that are looked at: as many as a rejected row keeps."""
_BRACKET = re.compile(r"[\[{]")


def legible(text: str) -> Record:
    """The values of an object that stand there plainly, numbers as they are written; {} of what is
    no object. What stands there twice is left out."""
    at = json_text.space(text, 0)
    if text[at : at + 1] != "{":
        return {}
    with contextlib.suppress(ValueError, RecursionError):
        whole, _ = _DECODER.raw_decode(text, at)
        return dict(whole)
    return _begun(TextInMemory(text[at : at + MOST]))


def _begun(text: TextInMemory) -> Record:
    """The values up to where the object breaks off, and those behind it up to the next bracket:
    what stands within another object is nothing of this one."""
    try:
        begins, end = json_walk.members(text, 0)
    except ValueError:
        return {}
    found: Record = {}
    for key, begin in begins.items():
        with contextlib.suppress(ValueError, RecursionError):
            value, after = _DECODER.raw_decode(text, begin)
            if text.startswith((",", "}"), text.space(after)):
                found[key] = value
    bracket = _BRACKET.search(text, end)
    rest = text[end : bracket.start() if bracket else len(text)]
    behind = ((key, word or number) for key, word, number in _PLAIN.findall(rest))
    return _once(behind) | found


def _once(pairs: Iterable[tuple[str, Any]]) -> Record:
    pairs = list(pairs)
    times = Counter(key for key, _ in pairs)
    return {key: value for key, value in pairs if times[key] == 1}


_DECODER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=lambda word: None, object_pairs_hook=_once
)
