"""A finding, a cause or a change as a request to fix it."""

from __future__ import annotations

from dashboard import named_subjects
from dashboard.analysis.coverage import judged
from dashboard.analysis.fix_request import ToFix
from dashboard.analysis.fix_request import fix_request as requested
from dashboard.analysis.review.review import review
from dashboard.analysis.review.to_fix import request_of
from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import OK
from dashboard.cli.workspace import filters_of, history_of
from dashboard.errors import FilterInvalid, NotFound
from dashboard.exporting.fix_request import as_text
from dashboard.ledger.decisions import Subject
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.fault import fault_title, fault_why
from dashboard.words.review import title, why


def fix_request(arguments: Arguments) -> int:
    """Print the request as Markdown."""
    history = history_of(arguments)
    chosen = filters_of(arguments, history)
    if arguments.item:
        told = _of_item(history, chosen, arguments.item)
    else:
        told = _of_fault(history, chosen, _fault(arguments, history, chosen))
    print(told, end="")
    return OK


def _of_item(history: History, chosen: Filters, key: str) -> str:
    found = review(history, chosen)
    item = next((one for one in found.items if one.key == key), None)
    if item is None:
        raise NotFound("The review has no finding of this key.", remedy="show review --json has.")
    zone, good = history.about.zone, judged(history.about)
    request = request_of(history, found.chosen, item)
    return as_text(request, title(item), why(item, zone, judged=good), zone, judged=good)


def _of_fault(history: History, chosen: Filters, fault: ToFix) -> str:
    found, good = requested(history, chosen, fault), judged(history.about)
    told = fault_title(history, fault, found), fault_why(history, chosen, fault, found, judged=good)
    return as_text(found, *told, history.about.zone, judged=good)


def _fault(arguments: Arguments, history: History, chosen: Filters) -> ToFix:
    """What the filters and options name. Raises FilterInvalid, NotFound."""
    one = {name: _only(chosen, name) for name in ("worker", "cause", "check")}
    change = arguments.change or ""
    if not (any(one.values()) or change):
        raise FilterInvalid(
            "What is to be fixed?", remedy="Name --item, --cause, --change, --check or --worker."
        )
    subject = Subject(one["worker"], one["cause"], change=change)
    if subject.names_something:
        subject = named_subjects.named(history, subject)
    return ToFix(subject.worker_id, subject.cause, change, one["check"])


def _only(chosen: Filters, name: str) -> str:
    """The one value that a filter names, "" for none. Raises FilterInvalid for several."""
    named = chosen.chosen(name)
    if len(named) > 1:
        raise FilterInvalid(
            f"A fix request is about one {name}, and {len(named)} are named.",
            remedy="Ask for each of them.",
        )
    return next(iter(named), "")
