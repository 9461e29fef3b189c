"""show worker: what is to be looked at before the access of one worker is expanded."""

from __future__ import annotations

from dashboard.analysis.changes import changes_of
from dashboard.analysis.expanding import Expanding, expanding
from dashboard.analysis.not_looked_at import decided_about
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, utc
from dashboard.cli.workspace import home_of
from dashboard.ledger.decisions import decisions
from dashboard.ledger.ledger import Ledger
from dashboard.recording import worker_called
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.words.expanding import ToLookAt, points


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    worker_id, worker = worker_called(history, arguments.run_id or "")
    made = decisions(Ledger(home_of(arguments).path).entries())
    found = expanding(history, worker_id, decided_about(history, worker_id, made))
    told = points(found, changes_of(history, ALL, worker_id), made, history.about.zone)
    names = {"worker": worker, "worker_id": worker_id}
    lines = [one_line(f"{one.what}: {one.told}", width=400) for one in told]
    text = "\n".join([f"Before the access of {worker} is expanded:", *lines])
    return lambda: names | document_of(found, told), text


def document_of(found: Expanding, told: tuple[ToLookAt, ...]) -> Document:
    """The document of `show worker`. never_called: null where it is not known; points: each in
    words."""
    now, may = found.now, found.access
    return {
        "since": found.since and utc(found.since),
        "activated": found.activated,
        "runs": now.runs,
        "finished": now.finished,
        "failed": now.failed,
        "unresolved_failed_tasks": now.unresolved,
        "never_called": list(may.never) if may.known else None,
        "runs_that_say_tools": may.runs,
        "customer_visible_runs": found.visible,
        "failed_and_written_to_customers": found.created,
        "failed_and_unknown_to_customers": found.unknown,
        "failed_not_looked_at": found.unseen.runs,
        "of_them_decided_about": found.unseen.decided,
        "points": {one.name: one.told for one in told},
    }
