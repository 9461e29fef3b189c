"""The command show: one function a question, from the history to its document and its text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dashboard import plain_text
from dashboard.analysis import documents
from dashboard.analysis.coverage import judged
from dashboard.cli.workspace import OK, filters_of, history_of, params_of, refuse_gone
from dashboard.errors import FilterInvalid
from dashboard.store.filters import Filters, read_set
from dashboard.store.history import History
from dashboard.ui.safe_text import visible

Answer = tuple[Any, str]
"""The JSON document of an answer, and the text for people."""


def show(arguments: Any) -> int:
    """Print the answer to one question."""
    _refuse_what_it_does_not_take(arguments)
    history = history_of(arguments)
    filters = filters_of(arguments, history)
    document, text = QUESTIONS[arguments.what](history, filters, arguments)
    print(json.dumps(document, indent=2, ensure_ascii=False) if arguments.json else visible(text))
    return OK


def _refuse_what_it_does_not_take(arguments: Any) -> None:
    """An option or an ID that would change nothing is a question that was meant otherwise."""
    what, of_a_run = arguments.what, arguments.what in ("run", "twin")
    filters = [f"--{name}" for name, values in params_of(arguments).items() if values]
    use_filters = "Leave it out; filters choose runs, like --worker Ann."
    if of_a_run and not arguments.run_id:
        raise FilterInvalid("Which run?", remedy=f"Write its id: worker-runs show {what} ID")
    if of_a_run and filters:
        raise FilterInvalid(
            f"show {what} takes no filters: its ID chooses the run.",
            remedy=f"Leave out {', '.join(filters)}.",
        )
    if arguments.run_id and not of_a_run:
        raise FilterInvalid(f"show {what} takes no ID: “{arguments.run_id}”.", remedy=use_filters)
    for name in ("a", "b"):
        if getattr(arguments, name) is not None and what != "compare":
            raise FilterInvalid(f"--{name} is a set of show compare.", remedy=use_filters)
    if arguments.by and what != "trends":
        raise FilterInvalid("--by is the unit of show trends.", remedy="Leave it out.")


def _trends(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.trends import trends

    answer, zone = trends(history, filters, arguments.by), history.about.zone
    text = plain_text.trends(answer, zone, judged=judged(history.about))
    return documents.trends_document(answer, zone), text


def _workers(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.worker_weeks import worker_weeks
    from dashboard.analysis.workers import workers

    rows, weeks = workers(history, filters), worker_weeks(history, filters)
    text = plain_text.workers(rows, weeks, judged=judged(history.about))
    return documents.workers_document(rows, weeks), text


def _causes(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.causes import causes

    found = causes(history, filters)
    return documents.causes_document(found), plain_text.causes(found, history.about.zone)


def _changes(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.asked import asked_in_vain
    from dashboard.analysis.changes import all_changes
    from dashboard.analysis.edits import edits

    known = all_changes(history, filters)
    edited = edits(history, [it for found in known.impacts for it in found.change.changes])
    about = history.about
    text = plain_text.changes(
        known, edited, asked_in_vain(history, filters), about.zone,
        judged=judged(about), newest=about.now,
    )  # fmt: skip
    return documents.changes_document(known, edited), text


def _compare(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.compare import compare
    from dashboard.ui.compare_words import set_name

    sets = _sets(arguments, history)
    compared = compare(history, filters, *sets)
    zone, good = history.about.zone, judged(history.about)
    text = plain_text.comparison(compared, *(set_name(it, zone, good) for it in sets))
    return documents.compare_document(compared), text


def _sets(arguments: Any, history: History) -> tuple[Filters, Filters]:
    """The two sets to compare. Raises FilterInvalid, also for what no run has."""
    from dashboard.analysis.compare import DID_NOT, WORKED

    a, b = (
        default if text is None else read_set(text, history.about.zone)
        for text, default in ((arguments.a, WORKED), (arguments.b, DID_NOT))
    )
    for one in (a, b):
        if one not in (WORKED, DID_NOT):
            refuse_gone(history, one)
    return a, b


def _run(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.run import run

    detail = run(history, arguments.run_id)
    return documents.run_document(detail), plain_text.run(detail)


def _twin(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.twin import twin

    nearest = twin(history, arguments.run_id)
    return documents.twin_document(nearest), plain_text.twin(nearest)


QUESTIONS: dict[str, Callable[[History, Filters, Any], Answer]] = {
    "trends": _trends,
    "workers": _workers,
    "causes": _causes,
    "changes": _changes,
    "compare": _compare,
    "run": _run,
    "twin": _twin,
}
"""By the name of a question."""
