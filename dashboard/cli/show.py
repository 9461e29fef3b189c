"""The command show: one function a question, from the history to its document and its text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dashboard import plain_text
from dashboard.analysis import documents
from dashboard.analysis.coverage import judged
from dashboard.cli.workspace import OK, filters_of, history_of, tell_gone
from dashboard.errors import FilterInvalid
from dashboard.store.filters import Filters, read_set
from dashboard.store.history import History

Answer = tuple[Any, str]
"""The JSON document of an answer, and the text for people."""


def show(arguments: Any) -> int:
    """Print the answer to one question."""
    history = history_of(arguments)
    filters = filters_of(arguments, history)
    document, text = QUESTIONS[arguments.what](history, filters, arguments)
    print(json.dumps(document, indent=2, ensure_ascii=False) if arguments.json else text)
    return OK


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
    text = plain_text.changes(
        known, asked_in_vain(history, filters), history.about.zone, judged=judged(history.about)
    )
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
    """The two sets to compare; what no run has is told."""
    from dashboard.analysis.compare import DID_NOT, WORKED

    a, b = (
        default if text is None else read_set(text, history.about.zone)
        for text, default in ((arguments.a, WORKED), (arguments.b, DID_NOT))
    )
    for one in (a, b):
        if one not in (WORKED, DID_NOT):
            tell_gone(history, one)
    return a, b


def _run(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.run import run

    detail = run(history, _run_id(arguments))
    return documents.run_document(detail), plain_text.run(detail)


def _twin(history: History, filters: Filters, arguments: Any) -> Answer:
    from dashboard.analysis.twin import twin

    nearest = twin(history, _run_id(arguments))
    return documents.twin_document(nearest), plain_text.twin(nearest)


def _run_id(arguments: Any) -> str:
    if not arguments.run_id:
        raise FilterInvalid(
            "Which run?", remedy=f"Write its id: worker-runs show {arguments.what} ID"
        )
    return str(arguments.run_id)


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
