"""Columns that nothing reads and that may say what is missing: whether a run went well, or whose
it is."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.records.drafts.field_names import spoken
from dashboard.sources.mapping.recognise import loose

_NAMES = frozenset(
    ("success", "succeeded", "successful", "issuccess", "issuccessful", "passed", "ok")
)


def flags_among(columns: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that ask it, going by their names."""
    return tuple(column for column in columns if loose(column) in _NAMES)


def workers_among(columns: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that may name a worker, going by their names, the likeliest first."""
    ranks = {column: said.rank for column in columns if (said := spoken(column).get("worker"))}
    return tuple(sorted(ranks, key=ranks.__getitem__))
