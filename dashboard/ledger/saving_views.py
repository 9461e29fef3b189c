"""Save a view, rename it, and say which is opened first; undoing.py takes one away.

Every function writes at most one entry, and none where that would say nothing new: a click that
comes twice, or from two people at once, is kept once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.views import DEFAULT, RENAMED, SAVED, View, ViewLink, alike, views_of

LONGEST_NAME, LONGEST_LINK = 60, 8_000


def save_view(ledger: Ledger, name: str, link: ViewLink, who: str = "") -> bool:
    """Keep a view under a name; False if it was kept so before.

    Raises FilterInvalid for a name that another view has, or is none, and for a link that is too
    long; LedgerUnusable.
    """
    called = _name(name)
    length = sum(len(text) for param, held in link.params for text in (param, *held))
    if length > LONGEST_LINK:
        raise FilterInvalid(
            f"This view has filters of {length:,} letters.",
            remedy=f"A view keeps {LONGEST_LINK:,}: choose fewer values.",
        )

    def needless(entries: Sequence[Entry]) -> bool:
        other = _of_name(views_of(entries), called)
        if other and other.link != link:
            raise _taken(other)
        return other is not None

    about = {
        "name": called,
        "page": link.page,
        "params": {param: list(held) for param, held in link.params},
        "period": link.period,
    }
    return ledger.append(SAVED, about, who=who, unless=needless) is not None


def rename_view(ledger: Ledger, number: int, name: str, who: str = "") -> bool:
    """Call a view otherwise; False if it is called so. Raises NotFound for a view that was taken
    away, FilterInvalid as save_view(), LedgerUnusable."""
    called = _name(name)

    def needless(entries: Sequence[Entry]) -> bool:
        views = views_of(entries)
        view, other = _numbered(views, number), _of_name(views, called)
        if other and other.number != number:
            raise _taken(other)
        return view.name == called

    about = {"view": number, "name": called}
    return ledger.append(RENAMED, about, who=who, unless=needless) is not None


def open_first(ledger: Ledger, number: int | None, who: str = "") -> bool:
    """Say which view is opened where a link names no page and no filter, None for none any more;
    False if that is so. Raises NotFound for a view that was taken away, LedgerUnusable."""

    def needless(entries: Sequence[Entry]) -> bool:
        views = views_of(entries)
        if number is not None:
            return _numbered(views, number).first
        return not any(view.first for view in views)

    about: dict[str, Any] = {"view": number}
    return ledger.append(DEFAULT, about, who=who, unless=needless) is not None


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise FilterInvalid(
            f"The name of a view has 1 to {LONGEST_NAME} letters, and not {len(name):,}."
        )
    return name


def _of_name(views: Sequence[View], name: str) -> View | None:
    return next((view for view in views if alike(view.name) == alike(name)), None)


def _numbered(views: Sequence[View], number: int) -> View:
    for view in views:
        if view.number == number:
            return view
    raise NotFound("This view was taken away.", remedy="Save it again.")


def _taken(view: View) -> FilterInvalid:
    return FilterInvalid(
        f"Another view is called “{view.name}”.", remedy="Choose another name, or rename that one."
    )
