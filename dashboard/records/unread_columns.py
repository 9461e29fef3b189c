"""Columns that nothing reads and that may say what is missing: whether a run went well, whose it
is, or in which zone its times are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from dashboard.records.drafts.field_names import spoken
from dashboard.records.drafts.shapes import NO, YES
from dashboard.records.rows import Flag
from dashboard.sources.mapping.recognise import loose

_WENT_WELL = frozenset((
    "success", "succeeded", "successful", "issuccess", "issuccessful", "wassuccessful",
    "callsuccessful", "passed", "ok",
))  # fmt: skip
_WENT_WRONG = frozenset((
    "failed", "isfailed", "hasfailed", "iserror", "haserror", "haserrors", "errored", "timedout",
    "istimedout",
))  # fmt: skip
_ERRORS = frozenset((
    "numberoferrors", "noferrors", "numerrors", "errorcount", "errorscount", "failurecount",
    "failurescount", "failedcount", "numfailed", "exitcode", "exitstatus", "returncode",
))  # fmt: skip


_ZONES = frozenset((
    "timezone", "tz", "zone", "zeitzone", "fuseauhoraire", "zonahoraria", "fusoorario", "tijdzone",
    "fusohorario",
))  # fmt: skip
_LOOKED_AT = 200
"""Columns that are looked at: of thousands hardly one is the worker."""


def flags_among(columns: Iterable[str]) -> tuple[Flag, ...]:
    """Those of the columns that say it, going by their names."""
    no, yes = (*sorted(NO), "0", "n", "failure", "failed"), (*sorted(YES), "1", "y")
    words: dict[str, tuple[str, ...]] = {
        **dict.fromkeys(_WENT_WELL, no),
        **dict.fromkeys(_WENT_WRONG, yes),
        **dict.fromkeys(_ERRORS, ()),
    }
    named = ((column, loose(column)) for column in columns)
    return tuple(Flag(column, words[name]) for column, name in named if name in words)


def workers_among(columns: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that may name a worker, going by their names, the likeliest first."""
    some = islice(columns, _LOOKED_AT)
    ranks = {column: said.rank for column in some if (said := spoken(column).get("worker"))}
    return tuple(sorted(ranks, key=ranks.__getitem__))


def zones_among(columns: Iterable[str]) -> tuple[str, ...]:
    """Those of the columns that name the zone of a row's times."""
    return tuple(column for column in islice(columns, _LOOKED_AT) if loose(column) in _ZONES)
