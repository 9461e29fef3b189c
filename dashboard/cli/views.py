"""Saved views: list, save, rename and remove them, and say which is opened first."""

from __future__ import annotations

from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Document, json_text, one_line, table, utc
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.errors import FilterInvalid
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.saving_views import open_first, rename_view, save_view
from dashboard.ledger.undoing import undo
from dashboard.ledger.views import View, view_called, views_of
from dashboard.started import command
from dashboard.store.reading.history import History
from dashboard.words.safe_text import visible
from dashboard.words.values import moment
from dashboard.words.view_links import address_now, read_link
from dashboard.words.views import lost_told, unknown_told, view_told


def views(arguments: Arguments) -> int:
    """List the views, or do with one of them what is said."""
    _require_what_it_takes(arguments)
    ledger = Ledger(home_of(arguments).path)
    match arguments.do:
        case None:
            _list(arguments, ledger)
        case "save":
            _save(arguments, ledger)
        case "rename":
            view = view_called(ledger.entries(), arguments.name or "")
            new = rename_view(ledger, view.number, arguments.link or "", arguments.who)
            remark("Renamed." if new else "It is called so.")
        case "remove":
            view = view_called(ledger.entries(), arguments.name or "")
            undo(ledger, view.number, arguments.who)
            remark(f"“{view.name}” is kept no longer.")
        case "default":
            _open_first(arguments, ledger)
    return OK


_TAKES = {None: (0, 0), "save": (2, 2), "rename": (2, 2), "remove": (1, 1), "default": (0, 1)}
"""How many words, at least and at most, stand behind what is to be done."""
_USES = {
    "save": "save NAME LINK",
    "rename": "rename NAME NEWNAME",
    "remove": "remove NAME",
    "default": "default NAME",
}


def _require_what_it_takes(arguments: Arguments) -> None:
    given = sum(word is not None for word in (arguments.name, arguments.link))
    least, most = _TAKES[arguments.do]
    if not least <= given <= most:
        written = command(f"views {_USES.get(arguments.do or '', '')}".rstrip())
        raise FilterInvalid("Which view, and what of it?", remedy=f"Write it like this: {written}")


def _save(arguments: Arguments, ledger: Ledger) -> None:
    history = history_of(arguments)
    link = read_link(arguments.link or "", history.about)
    new = save_view(ledger, arguments.name or "", link, arguments.who)
    told = f"{view_told(history, link)}."
    remark(f"Saved: {told}" if new else f"That was saved before: {told}")
    for sentence in filter(None, (unknown_told(link), lost_told(history, link))):
        remark(sentence)


def _open_first(arguments: Arguments, ledger: Ledger) -> None:
    name = arguments.name
    view = None if name is None else view_called(ledger.entries(), name)
    new = open_first(ledger, view.number if view else None, arguments.who)
    if not new:
        remark("That is so already.")
    elif view:
        remark(f"“{view.name}” is opened where a link names no page and no filter.")
    else:
        remark("No view is opened first any more.")


def _list(arguments: Arguments, ledger: Ledger) -> None:
    found = views_of(ledger.entries())
    if not found:
        print("[]" if arguments.json else "No view is saved yet.")
        return
    history = history_of(arguments)
    if arguments.json:
        print(json_text([_document(view, history) for view in found]))
        return
    zone = history.about.zone
    heads = ("view", "shows", "", "saved", "by")
    rows = [
        (
            view.name,
            one_line(view_told(history, view.link), width=200),
            "opened first" if view.first else "",
            moment(view.at, zone),
            view.who or None,
        )
        for view in found
    ]
    print(visible(table(heads, rows)))
    for view in found:
        for sentence in filter(None, (unknown_told(view.link), lost_told(history, view.link))):
            print(visible(one_line(f"{view.name}: {sentence}", width=400)))


def _document(view: View, history: History) -> Document:
    """The object of one view. link: with its period in the days of now."""
    return {
        "name": view.name,
        "page": view.link.page,
        "params": {name: list(held) for name, held in view.link.params},
        "period": view.link.period or None,
        "link": address_now(view.link, history.about),
        "opened_first": view.first,
        "saved_at": utc(view.at),
        "who": view.who or None,
        "entry": view.number,
        "unknown": unknown_told(view.link) or None,
        "lost": lost_told(history, view.link) or None,
    }
