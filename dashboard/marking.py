"""Record what a person says about causes: names, origins, merges, splits, what should be fixed.

Every function writes at most one entry into the ledger, and none where that would say nothing
new: a click that comes twice is recorded once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from dashboard.causes import marks
from dashboard.causes.grouping import templates_of
from dashboard.causes.marks import Marks, marks_of, split_key
from dashboard.causes.rules import ORIGINS
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.started import command
from dashboard.store.reading.history import History

LONGEST_NAME = 120

Step = Callable[[Ledger], bool]
"""One of these functions, with all that it is told but the ledger."""


class _Rehearsed(Ledger):
    """A ledger that is asked all and told nothing."""

    def append(self, *_: object, **__: object) -> None:
        """Write nothing."""


def all_or_none(ledger: Ledger, steps: Sequence[Step]) -> bool:
    """Do several of these; none where one of them is refused. True if any was new."""
    for step in steps:
        step(_Rehearsed(ledger.folder))
    new = [step(ledger) for step in steps]
    return any(new)


def name_cause(ledger: Ledger, history: History, cause: str, name: str, who: str = "") -> bool:
    """Give a cause a name; True if that was new."""
    key, name = _key(history, cause), _name(name, least=1)
    about = _about(history, key, name=name)
    return _append(ledger, marks.NAMED, about, who, lambda held: held.names.get(key) == name)


def set_origin(ledger: Ledger, history: History, cause: str, origin: str, who: str = "") -> bool:
    """Say where a cause comes from, one of ORIGINS; True if that was new."""
    key = _key(history, cause)
    if origin not in ORIGINS:
        raise FilterInvalid(
            f"“{origin}” is no origin.", remedy=f"It is one of {', '.join(ORIGINS)}."
        )
    about = _about(history, key, origin=origin)
    return _append(ledger, marks.ORIGIN, about, who, lambda held: held.origins.get(key) == origin)


def merge_causes(ledger: Ledger, history: History, cause: str, into: str, who: str = "") -> bool:
    """Make a cause a part of another; True if that was new."""
    target = _key(history, into)
    if history.causes.marks.final(cause) == target != cause:
        return False
    key = _key(history, cause)
    if key == target:
        raise FilterInvalid("A cause can’t be merged into itself.")
    # The cause that takes the other in keeps its own templates, too, whatever comes later.
    pinned = templates_of(history.causes.by_key[target].kinds)
    about = _about(history, key, into=target, into_templates=list(pinned))
    return _append(ledger, marks.MERGED, about, who, lambda held: held.final(key) == target)


def split_cause(
    ledger: Ledger, history: History, cause: str, words: str, name: str = "", who: str = ""
) -> bool:
    """Make the runs of a cause whose error holds these words a cause of their own."""
    key, words = _key(history, cause), " ".join(words.split())
    if not words:
        raise FilterInvalid("Write the words by which to split.")
    new = split_key(key, words)
    if any(split.cause == new for split in marks_of(ledger.entries()).splits):
        return False
    if not history.ask("split_preview", cause=key, words=words.lower())[0]["moved"]:
        raise FilterInvalid(
            f"No run of this cause has “{words}” in its error.", remedy="Check the words."
        )
    about = _about(history, key, words=words, name=_name(name, least=0))
    return _append(
        ledger,
        marks.SPLIT,
        about,
        who,
        lambda held: any(split.cause == new for split in held.splits),
    )


def expect_fixed(
    ledger: Ledger, history: History, cause: str, since: datetime, who: str = ""
) -> bool:
    """Say from when on a cause should not occur any more; True if that was new."""
    key = _key(history, cause)
    about = _about(history, key, at=since.isoformat())
    return _append(ledger, marks.FIXED, about, who, lambda held: held.fixed.get(key) == since)


def _name(written: str, *, least: int) -> str:
    """A name on one line. Raises FilterInvalid for one with too few letters, or too many."""
    name = " ".join(written.split())
    if not least <= len(name) <= LONGEST_NAME:
        raise FilterInvalid(f"A name has {least} to {LONGEST_NAME} letters, and not {len(name):,}.")
    return name


def _key(history: History, cause: str) -> str:
    key = history.causes.find(cause)
    if key not in history.causes.by_key:
        raise NotFound(
            f"There is no cause “{cause}”.", remedy=f"`{command('show causes')}` lists them."
        )
    return key


def _about(history: History, key: str, **content: Any) -> dict[str, Any]:
    """The content of an entry: the cause, and the templates it has, by which it is found again."""
    templates = templates_of(history.causes.by_key[key].kinds)
    return {"cause": key, "templates": list(templates), **content}


def _append(
    ledger: Ledger, kind: str, about: dict[str, Any], who: str, holds: Callable[[Marks], bool]
) -> bool:
    def needless(entries: Sequence[Entry]) -> bool:
        return holds(marks_of(entries))

    return ledger.append(kind, about, who=who, unless=needless) is not None
