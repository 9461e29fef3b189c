"""The entries of a list as an export writes it: in JSON, or as text with ; between them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from dashboard.sources.raw.faults import BadValue, shown
from dashboard.sources.raw.json_text import begins
from dashboard.sources.raw.paths import opened

_UNQUOTED = re.compile(r"\s*(?:\[[^\[\]]*[,;][^\[\]]*\]|\{[^{}]*[,;][^{}]*\})\s*")

# A cell is asked for its entries, and then whether they say more than can be kept.
_decoded = lru_cache(maxsize=4)(opened)


def entries_of(value: Any) -> list[Any] | None:
    """The entries of a list: of a JSON list, or of text with ; between them; None for none.

    Raises BadValue for text that is meant as JSON and can't be read as such.
    """
    if type(value) is str:
        if not value or value.isspace():
            return None
        found = _decoded(value) if value.lstrip()[:1] in ("[", "{") else None
        if isinstance(found, dict):
            return [found]
        if isinstance(found, list):
            return found
        return _parts(value)
    return value if isinstance(value, list) else [value]


def _parts(value: str) -> list[str]:
    """The parts of a text with ; between them, none of which may be a list or object itself."""
    if _UNQUOTED.fullmatch(value):
        raise BadValue(f"{shown(value)} is a list in brackets whose texts stand in no quotes")
    parts = [part.strip() for part in value.split(";") if part.strip()]
    if broken := next(filter(begins, parts), None):
        raise BadValue(f"{shown(broken)} is JSON in a list of texts with ; between them")
    return parts


def object_in(entry: Any) -> Any:
    """An entry of a list of objects; of text the JSON in it, None if it holds none."""
    return opened(entry) if type(entry) is str else entry


def keeps_all(value: Any, keys: tuple[str, ...]) -> bool:
    """Whether a list of objects says nothing beyond these keys."""
    entries = map(object_in, entries_of(value) or [])
    return all(entry.keys() <= set(keys) for entry in entries if isinstance(entry, dict))
