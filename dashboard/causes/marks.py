"""What people said about causes: names, origins, merges, splits, and what they expect to be fixed.

Marks are read from the entries of the ledger, oldest first; a later one replaces an earlier one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.dates import day
from dashboard.ledger import changes
from dashboard.ledger.entries import Entry
from dashboard.ledger.kinds import EntryKind, standing_of, with_what_takes_back

NAMED, ORIGIN, MERGED, SPLIT, FIXED = (
    "cause named",
    "cause origin",
    "causes merged",
    "cause split",
    "cause expected fixed",
)


@dataclass(frozen=True, slots=True)
class Split:
    """Runs of a cause whose error text or type holds these words become a cause of their own."""

    parent: str
    words: str
    cause: str


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks that hold now.

    names, origins: by cause; merged: cause → the cause that it is part of; splits: in the order
    in which they were made; fixed: cause → from when on it is expected not to occur; pins:
    template id → the cause that it had when a person marked that cause; former: ids of templates
    in older versions → those they have now, which are pinned alike.
    """

    names: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    splits: tuple[Split, ...] = ()
    fixed: dict[str, datetime] = field(default_factory=dict)
    pins: dict[str, str] = field(default_factory=dict)
    former: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def final(self, cause: str) -> str:
        """The cause that a cause is part of, itself if it was not merged."""
        seen = {cause}
        while (into := self.merged.get(cause)) is not None and into not in seen:
            seen.add(into)
            cause = into
        return cause

    def continued(self, former: Mapping[str, Sequence[str]]) -> Marks:
        """The same marks where templates have other ids by now. former: see above."""
        pins = dict(self.pins)
        for template, cause in self.pins.items():
            for now in former.get(template, ()):
                pins.setdefault(now, cause)
        return replace(self, pins=pins, former=former)


def split_key(parent: str, words: str) -> str:
    """The key of the cause that a split makes."""
    told = f"{parent}\n{words.strip().lower()}".encode("utf-8", "replace")
    return "split-" + hashlib.blake2b(told, digest_size=6).hexdigest()


def standing_marks(entries: Sequence[Entry]) -> list[Entry]:
    """The entries about causes that were not undone, oldest first."""
    return standing_of(KINDS, entries)


def is_mark(entry: Entry) -> bool:
    """Whether an entry says something of a cause or a change."""
    return entry.kind in {kind.name for kind in KINDS}


def marks_and_undone(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries about causes and changes and those that take one back, oldest first."""
    return with_what_takes_back(KINDS, entries)


def marks_of(entries: Sequence[Entry]) -> Marks:
    """The marks that entries of the ledger make together."""
    marks = Marks()
    splits: dict[str, Split] = {}
    for entry in standing_marks(entries):
        about, cause = entry.about, str(entry.about.get("cause") or "")
        if not cause:
            continue
        for template in about.get("templates", ()):
            marks.pins.setdefault(template, cause)
        for template in about.get("into_templates", ()):
            marks.pins.setdefault(template, str(about["into"]))
        if entry.kind == NAMED:
            marks.names[cause] = about["name"]
        elif entry.kind == ORIGIN:
            marks.origins[cause] = about["origin"]
        elif entry.kind == FIXED:
            marks.fixed[cause] = datetime.fromisoformat(about["at"])
        elif entry.kind == MERGED:
            _merge(marks.merged, cause, about["into"])
        elif entry.kind == SPLIT:
            new = split_key(cause, about["words"])
            splits[new] = Split(cause, about["words"], new)
            if about.get("name"):
                marks.names[new] = about["name"]
    return replace(marks, splits=tuple(splits.values()))


def _merge(merged: dict[str, str], cause: str, into: str) -> None:
    """The later wish wins: what `into` was part of, it is no longer, if that would be a circle."""
    seen, at = {cause}, into
    while at not in seen and at in merged:
        seen.add(at)
        at = merged[at]
    if at == cause:
        merged.pop(into, None)
    merged[cause] = into


def _day_of(entry: Entry, zone: str) -> str:
    return day(datetime.fromisoformat(entry.about["at"]).astimezone(ZoneInfo(zone)))


def _kind(name: str, told: Callable[[Entry, str], str]) -> EntryKind:
    return EntryKind(name, lambda entry: marks_of([entry]), told, about_runs=True)


KINDS = (
    _kind(NAMED, lambda entry, _zone: f"called it “{entry.about['name']}”"),
    _kind(ORIGIN, lambda entry, _zone: f"said it comes from {entry.about['origin']}"),
    _kind(MERGED, lambda _entry, _zone: "merged it with another cause"),
    _kind(SPLIT, lambda entry, _zone: f"split off what holds “{entry.about['words']}”"),
    _kind(FIXED, lambda entry, zone: f"expects it fixed from {_day_of(entry, zone)} on"),
    *changes.KINDS,
)
"""What is said about causes; a change may say which cause it should fix."""
