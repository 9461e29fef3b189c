"""Saved views: a page with its filters and its period, kept under a name for all who come."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.errors import NotFound
from dashboard.ledger.entries import Entry
from dashboard.ledger.kinds import EntryKind, standing_of
from dashboard.started import command

SAVED, RENAMED, DEFAULT = "view saved", "view renamed", "view opened first"


@dataclass(frozen=True, slots=True)
class ViewLink:
    """Where a view leads.

    page: the path of its page, "" for the first; params: of its link, by name, also those that no
    page knows; period: the name of a period that moves with the data, "" where params say the days.
    """

    page: str
    params: tuple[tuple[str, tuple[str, ...]], ...]
    period: str


@dataclass(frozen=True, slots=True)
class View:
    """A view. number: that of the entry which saved it; name: as it is called now; first: whether
    it is opened where a link names no page and no filter; at, who: of its entry."""

    number: int
    name: str
    link: ViewLink
    first: bool
    at: datetime
    who: str


def views_of(entries: Sequence[Entry]) -> tuple[View, ...]:
    """The views that are kept, by their names."""
    held = standing_of(KINDS, entries)
    saved = [entry for entry in held if entry.kind == SAVED]
    names = {entry.number: str(entry.about["name"]) for entry in saved}
    names |= {view: name for entry in held if entry.kind == RENAMED for view, name in [_new(entry)]}
    chosen = [_number(entry) for entry in held if entry.kind == DEFAULT]
    first = chosen[-1] if chosen else None
    views = [
        View(
            entry.number,
            names[entry.number],
            _link(entry),
            entry.number == first,
            entry.at,
            entry.who,
        )
        for entry in saved
    ]
    return tuple(sorted(views, key=lambda view: alike(view.name)))


def view_called(entries: Sequence[Entry], name: str) -> View:
    """The view of a name. Raises NotFound."""
    for view in views_of(entries):
        if alike(view.name) == alike(name):
            return view
    raise NotFound(f"No view is called “{name}”.", remedy=f"`{command('views')}` lists them.")


def alike(name: str) -> str:
    """What is the same of two names that a reader would take for one."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()


def _link(entry: Entry) -> ViewLink:
    about = entry.about
    params = tuple((name, tuple(map(str, held))) for name, held in dict(about["params"]).items())
    return ViewLink(str(about["page"]), params, str(about["period"]))


def _new(entry: Entry) -> tuple[int, str]:
    return int(entry.about["view"]), str(entry.about["name"])


def _number(entry: Entry) -> int | None:
    """The view that an entry says is opened first; None for none any more."""
    view = entry.about["view"]
    return None if view is None else int(view)


KINDS = (
    EntryKind(
        SAVED,
        lambda entry: (_link(entry), entry.about["name"]),
        lambda entry, _zone: f"saved the view “{entry.about['name']}”",
    ),
    EntryKind(RENAMED, _new, lambda entry, _zone: f"called a view “{entry.about['name']}”"),
    EntryKind(DEFAULT, _number, lambda _entry, _zone: "said which view is opened first"),
)
