"""A finding of the review with its evidence, for whoever fixes it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.fix_request import FixRequest, ToFix, fix_request, request_for
from dashboard.analysis.review.facts import CUSTOMER, PAUSED, SILENT, STUCK, WhilePaused
from dashboard.analysis.review.joining import Item
from dashboard.analysis.suggestion import suggested
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

_OTHERWISE = (PAUSED, STUCK, SILENT)
"""Findings of runs that went wrong otherwise than by how they ended, or that did not come."""


def can_be_fixed(item: Item) -> bool:
    """Whether something went wrong in a finding that somebody could be asked to fix."""
    return fault_of(item) is not None or item.lead.kind in _OTHERWISE


def fault_of(item: Item) -> ToFix | None:
    """What is to be fixed; None for a finding that is of no runs that failed or are suspect."""
    lead = item.lead
    fault = ToFix(lead.worker_id, item.cause, item.change, lead.check)
    failed = item.week or lead.kind == CUSTOMER
    return fault if fault.cause or fault.change or fault.check or failed else None


def request_of(history: History, chosen: Filters, item: Item) -> FixRequest:
    """The evidence for a finding; chosen: the runs that are reviewed."""
    if fault := fault_of(item):
        found = fix_request(history, chosen, fault)
    else:
        wrong = next((fact.about for fact in item.facts if fact.kind in (PAUSED, STUCK)), None)
        found = request_for(history, wrong, _worked(item), item.lead.worker_id)
    return replace(found, suggestion=suggested(history, item))


def _worked(item: Item) -> Filters:
    """The runs that went well: of a worker that ran while it was paused, those of other times; by
    a person's record, those before it."""
    worked = Filters().choosing("outcome", ["succeeded"])
    seen = item.lead.seen
    if isinstance(seen, WhilePaused) and seen.said:
        return worked.within(None, seen.said)
    if isinstance(seen, WhilePaused):
        return worked.choosing("worker-status", [seen.status], drop=True)
    return worked
