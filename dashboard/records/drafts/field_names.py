"""What the name of a column says of the field that it may be.

Names are compared without case, accents and what stands between words, so that createdAt,
created_at and “Created at” are one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as ReadOnly
from functools import cache, lru_cache
from typing import NamedTuple

from dashboard.records.canonical import field_kinds
from dashboard.records.drafts.names import NAMES
from dashboard.records.statuses import plain
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.mapping_file import builtin
from dashboard.sources.mapping.recognise import loose
from dashboard.sources.raw.raw import MOST_COLUMNS

BEGAN, OF_HTTP, OF_EXITS, SAYS_YES_OR_NO = 2, 3, 4, 5
"""The groups of names for created_at that say when a run began, and of those for status that name
the number of an answer of HTTP, or that with which a program ended, or ask whether it went well."""

_OWNERS = frozenset(
    (
        "run", "job", "execution", "exec", "task", "build", "workflow", "process", "pipeline",
        "ticket", "case", "incident", "issue", "request", "bot", "robot", "agent", "flow", "dag",
        "session", "instance", "transaction", "item", "trace", "test", "sys", "jira", "field",
        "schedule", "activity", "service", "auftrag", "vorgang", "prozess", "lauf",
    )
)  # fmt: skip
"""Of what an export may say that a column is."""
_UNITS = {
    "ms": "ms", "msec": "ms", "msecs": "ms", "millis": "ms", "milliseconds": "ms",
    "millisekunden": "ms", "s": "s", "sec": "s", "secs": "s", "seconds": "s", "sekunden": "s",
    "sek": "s", "secondes": "s", "segundos": "s", "secondi": "s", "min": "min", "mins": "min",
    "minutes": "min", "minuten": "min", "minutos": "min", "minuti": "min", "h": "h", "hr": "h",
    "hrs": "h", "hours": "h", "stunden": "h", "std": "h", "heures": "h", "horas": "h", "ore": "h",
    "us": "us", "microseconds": "us", "ns": "ns", "nanoseconds": "ns", "nanos": "ns",
}  # fmt: skip
_LONGER_THAN = 4
"""A unit of more letters alone says that a column is a duration: Minutos, but not min."""
_OF = frozenset(
    ("of", "do", "da", "de", "del", "della", "di", "der", "des", "du", "von", "van")
)  # fmt: skip
_SAID_OF = frozenset(("status", "error_message"))
"""Fields that a name may say of something: Situação do caso, Status der Anfrage."""
_BESIDE = frozenset(("usd", "eur", "gbp", "chf", "utc", "gmt", "iso", "unix", "epoch", "timestamp"))
_NUMBER = re.compile(r"\bn\s?\.?\s?[º°]\.?\s*", re.IGNORECASE)
"""Nº, N.º, N°: how a number is named in French, Italian, Portuguese and Spanish."""
_OWN_FIELD = "__c"
"""What Salesforce writes behind the names of fields that are a customer's own."""


class Spoken(NamedTuple):
    """What the name of a column says: the field's place in its groups of names, 0 for the best; the
    unit beside it; whether it says that its times are UTC; and whether only the last part of the
    name says it, of a column within another one."""

    rank: int
    unit: str | None
    utc: bool
    within: bool = False


_TIMES = ("created_at", "started_at", "finished_at", "updated_at")
_COUNTED = frozenset((*_TIMES, "duration_ms"))
"""Fields whose names may have a unit behind them."""
_FIELDS = frozenset(NAMES)


@lru_cache(maxsize=4 * MOST_COLUMNS)
def spoken(name: str) -> ReadOnly[str, Spoken]:
    """What a column's name says of each field that it may be. Of a column within another one the
    end of the name may say it, too, unless anything may be called so."""
    steps = name.split(".")
    found = _spoken(name.replace(".", " "))
    for many in (2, 1):
        if len(steps) > many:
            for field, one in _spoken(" ".join(steps[-many:])).items():
                if one.rank < _vague()[field]:
                    found.setdefault(field, one._replace(within=True))
    return found


def _spoken(name: str) -> dict[str, Spoken]:
    words = plain(_NUMBER.sub("numero ", name.removesuffix(_OWN_FIELD))).split()
    unit = _UNITS.get(words[-1]) if len(words) > 1 else None
    utc = bool({"utc", "gmt"} & {*words[1:]})
    kept = [word for at, word in enumerate(words) if not at or word not in _BESIDE]
    bare = kept[:-1] if unit else kept
    ways = [(name, _FIELDS), (" ".join(words), _FIELDS), (" ".join(kept), _FIELDS)]
    ways.append((_without_small(kept), _FIELDS))
    if unit:
        ways.append((" ".join(bare), _COUNTED))
    if len(bare) > 1 and bare[0] in _OWNERS:
        ways.append((" ".join(bare[1:]), (_COUNTED if unit else _FIELDS) - {"worker"}))
    if at := next((at for at, word in enumerate(words) if at and word in _OF), 0):
        ways.append((" ".join(words[:at]), _SAID_OF))
    found: dict[str, Spoken] = {}
    for text, fields in ways:
        for field, rank in _meanings().get(loose(text), {}).items():
            if field in fields and (field not in found or rank < found[field].rank):
                found[field] = Spoken(rank, unit, utc)
    if len(words) == 1 and len(name) > _LONGER_THAN and words[0] in _UNITS:
        found.setdefault("duration_ms", Spoken(_vague()["duration_ms"], _UNITS[words[0]], utc))
    return found


@cache
def _meanings() -> dict[str, dict[str, int]]:
    """Per name, spelt loosely, the fields that it may be, each with the group of its names."""
    found: dict[str, dict[str, int]] = {}
    for field in NAMES:
        for rank, group in enumerate(_groups(field)):
            for name in group:
                for text in (name, _without_small(plain(name).split())):
                    found.setdefault(loose(text), {}).setdefault(field, rank)
    return found


def _without_small(words: list[str]) -> str:
    """A name without the small words that many leave out of it: Fecha inicio, Date début."""
    return " ".join(word for word in words if word not in _OF) or " ".join(words)


@cache
def _vague() -> dict[str, int]:
    """Per field the group of its names that anything may be called by, if it has one."""
    return {field: len(found) - 1 or 1 for field in NAMES for found in [_groups(field)]}


def _groups(field: str) -> list[list[str]]:
    """The names of a field, those of our own format and of run lists first; but those that a run
    list only makes do with stand where they stand here."""
    rules = _run_list().fields or {}
    later = {loose(name) for group in NAMES[field][1:] for name in group.split(", ")}
    listed = list(rules[field].alternatives()) if field in rules else []
    listed = [name for name in listed if loose(name) not in later]
    if field == "run_id":  # an ID alone may be that of anything
        listed = [name for name in listed if len(plain(name).split()) > 1]
    names = [group.split(", ") for group in NAMES[field]]
    return [[field, *listed], *names] if listed else [[field, *names[0]], *names[1:]]


@cache
def _run_list() -> Mapping:
    return builtin("run_list", field_kinds("runs"))
