"""Values that JSON and CSV have no form of, as text."""

from __future__ import annotations

import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def duration(length: timedelta) -> str:
    """Hours, minutes and seconds: 30:05:00, -0:00:01.5."""
    sign, length = ("-", -length) if length < timedelta() else ("", length)
    hours, rest = divmod(length, timedelta(hours=1))
    minutes, rest = divmod(rest, timedelta(minutes=1))
    seconds = f"{rest.seconds:02}" + (f".{rest.microseconds:06}".rstrip("0") * bool(rest % _SECOND))
    return f"{sign}{hours}:{minutes:02}:{seconds}"


_SECOND = timedelta(seconds=1)


def json_line(values: dict[str, Any]) -> bytes:
    """A row as one line of JSON: numbers exact, times in ISO 8601 with the zone that they have,
    what is no number absent. Bytes of a text that are not UTF-8 stay those bytes."""
    text = json.dumps(
        {name: _finite(value) for name, value in values.items()},
        ensure_ascii=False,
        default=_plain,
    )
    return text.encode("utf-8", "surrogateescape") + b"\n"


def _finite(value: Any) -> Any:
    """The value without NaN, which means that there is none, and infinity as text."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_finite(inner) for inner in value]
    return value


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return duration(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape") if _is_text(value) else value.hex()
    return str(value)


def _is_text(value: bytes) -> bool:
    try:
        return value.decode().isprintable()
    except UnicodeDecodeError:
        return False
