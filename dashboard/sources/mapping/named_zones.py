"""Columns whose names say in which zone their times are: "Created at (UTC)", "StartTimeUtc"."""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard.sources.mapping.zones import zone_named

_NAMED = re.compile(
    r"(?P<column>.*[^\W_])(?:"
    r"[\s_-]*[(\[]\s*(?P<within>[A-Za-z]{3}|[A-Z][a-z]+/[A-Za-z_/-]+)\s*[)\]]"
    r"|[\s_-]+(?P<behind>UTC|GMT|utc|gmt)|(?<=[a-z])(?P<grown>Utc|UTC))\s*"
)
_UTC = ("UTC", "GMT")
_MARKS = re.compile(
    r"(?:\s*\*+\s*|\s*#(?=\w))?(?P<name>.*?)(?:\s*[.*:↑↓▲▼△▽▴▾⇅⬆⬇\ufe0e\ufe0f]+\s*)?", re.DOTALL
)
"""What stands around the names of columns that must be filled, or by which a page is sorted, and
the point of one that is cut short."""
_WHOLE = re.compile(r"\s*(?:\[(?P<square>[^\[\]]+)\]|`(?P<back>[^`]+)`)\s*")
"""A name as databases write it, so that it may have spaces."""


@lru_cache(maxsize=1 << 12)
def named_zone(column: str) -> tuple[str, str | None]:
    """The name of a column without the zone that stands behind it, and that zone: UTC, or a name of
    the IANA list in brackets; else the whole name and None. Marks around a name are none of it:
    Created (UTC) ▲, Status *, #Run ID, [Run ID]."""
    if whole := _WHOLE.fullmatch(column):
        column = whole["square"] or whole["back"]
    if marked := _MARKS.fullmatch(column):
        column = marked["name"] or column
    if found := _NAMED.fullmatch(column):
        zone = found["within"] or found["behind"] or found["grown"]
        if zone.upper() in _UTC:
            return found["column"], "UTC"
        if "/" in zone and zone_named(zone):
            return found["column"], zone
    return column, None
