"""What is decided about on the pages of a cause, a change, a worker and a run."""

from __future__ import annotations

from dashboard.analysis.cause import CauseDetail
from dashboard.analysis.change import ChangeDetail, key_of
from dashboard.analysis.measures import cause_now, subject_of
from dashboard.analysis.rates import FINISHED
from dashboard.analysis.review.facts import PRESSING
from dashboard.analysis.review.of_one_worker import OfOneWorker
from dashboard.analysis.run import RunDetail
from dashboard.analysis.suggestion import (
    Suggestion,
    of_cause,
    of_change,
    of_impact,
    of_lacks,
    suggested,
)
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.causes.grouping import templates_of
from dashboard.ledger.decisions import Subject
from dashboard.store.filters.filters import Filters
from dashboard.ui.deciding.section import draw_deciding
from dashboard.ui.who import who_field
from dashboard.ui.workspace import history


def decide_about_cause(detail: CauseDetail, chosen: Filters) -> None:
    """On the page of a cause: about it, in all workers."""
    found = detail.cause
    subject = Subject(cause=found.key, templates=templates_of(found.kinds))
    draw_deciding(
        subject,
        chosen,
        lambda other: bool(other.cause) and cause_now(history(), other) == found.key,
        lambda: of_cause(found),
    )


def decide_about_change(detail: ChangeDetail, chosen: Filters) -> None:
    """On the page of a change."""
    found = detail.impact
    key = key_of(found)
    draw_deciding(
        Subject(worker_id=found.change.worker_id, change=key),
        chosen,
        lambda other: other.change == key,
        lambda: of_change(detail),
    )


def decide_about_worker(
    worker_id: str, found: WorkerFinding, known: OfOneWorker, chosen: Filters
) -> None:
    """On the page of a worker: by what the finding counts that leads it. known: what the review
    knows of it beside its week."""
    leading = subject_of(known.lead.item) if known.lead else Subject()
    draw_deciding(
        Subject(worker_id=worker_id, check=leading.check, measure=leading.measure),
        chosen.within(found.reviewed.since, found.reviewed.until) if found.reviewed else chosen,
        lambda other: other.worker_id == worker_id,
        lambda: _of_worker(found, known),
    )


def _of_worker(found: WorkerFinding, known: OfOneWorker) -> Suggestion | None:
    """What the finding points to that leads the page."""
    if known.lead:
        return suggested(history(), known.lead.item)
    if asked := of_lacks(found.lacks):
        return asked
    turn = found.turn
    if turn and turn.stands and (suggestion := of_impact(turn, PRESSING)):
        return suggestion
    return of_cause(found.lead.cause) if found.lead else None


def decide_about_run(detail: RunDetail, chosen: Filters) -> None:
    """On the page of a run: about it alone, and what was decided about its cause in its worker."""
    values, found = detail.values, detail.cause
    run_id, worker_id = values["run_id"], values["worker_id"] or ""

    def concerns(other: Subject) -> bool:
        if run_id in other.runs:
            return True
        its_cause = found is not None and cause_now(history(), other) == found.key
        return not other.runs and its_cause and other.worker_id in ("", worker_id)

    draw_deciding(
        Subject(worker_id=worker_id, cause=found.key if found else "", runs=(run_id,)),
        chosen,
        concerns,
        lambda: of_cause(found) if found else None,
        _asked_above if values["outcome"] in FINISHED else who_field,
    )


def _asked_above() -> None:
    """Where a run is judged, its page has the field of one's name already."""
