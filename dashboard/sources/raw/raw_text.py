"""Raw values as text: as a person wrote them, and as words to compare."""

from __future__ import annotations

import json
from typing import Any

from dashboard.sources.raw.json_text import Literal


def as_text(value: Any) -> str:
    """A raw value as text: exactly as written for numbers, JSON for objects and lists."""
    if type(value) is str:
        return value
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, Literal):
        return value.text
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value)


def word(value: Any) -> str:
    """A raw value as a word to compare: trimmed, in small letters."""
    return as_text(value).strip().casefold()


def is_absent(value: Any) -> bool:
    """Whether a raw value is none: null, or text that is empty or only white space."""
    return value is None or (type(value) is str and (not value or value.isspace()))
