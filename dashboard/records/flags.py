"""Columns that ask whether a run went well."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.sources.mapping.recognise import loose

_NAMES = frozenset(
    ("success", "succeeded", "successful", "issuccess", "issuccessful", "passed", "ok")
)


def flags_among(columns: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that ask it, going by their names."""
    return tuple(column for column in columns if loose(column) in _NAMES)
