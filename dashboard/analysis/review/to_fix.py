"""A finding of the review with its evidence, for whoever fixes it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.analysis.fix_request import Fault, FixRequest, fix_request
from dashboard.analysis.review.joining import Item
from dashboard.analysis.suggestion import suggested
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


def fault_of(item: Item) -> Fault | None:
    """What is to be fixed; None for a finding that no run went wrong by."""
    fault = Fault(item.lead.worker_id, item.cause, item.change, item.lead.check)
    return fault if fault.cause or fault.change or fault.check or item.week else None


def request_of(history: History, chosen: Filters, item: Item) -> FixRequest:
    """The evidence for a finding; chosen: the runs that are reviewed."""
    found = fix_request(history, chosen, fault_of(item) or Fault(item.lead.worker_id))
    return replace(found, suggestion=suggested(history, item))
