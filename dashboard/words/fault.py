"""What a fault is called that is to be fixed, and why, as far as it is named by hand."""

from __future__ import annotations

from dashboard.analysis.fix_request import FixRequest, ToFix
from dashboard.ledger.decisions import Subject
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.changes import finding
from dashboard.words.check_names import NAMES
from dashboard.words.decisions import evidence_of, subject_name
from dashboard.words.edits import name


def fault_title(history: History, fault: ToFix, found: FixRequest) -> str:
    """In few words: "Supplier records, “Missing access to a record”"."""
    if found.change:
        return name(found.change.impact.change, history.about.zone)
    called = subject_name(history, Subject(worker_id=fault.worker_id, cause=fault.cause))
    if not fault.check:
        return called
    said = NAMES.get(fault.check, fault.check)
    return f"{called}: {said}" if fault.worker_id else said


def fault_why(
    history: History, filters: Filters, fault: ToFix, found: FixRequest, *, judged: bool
) -> str:
    """Its numbers, in a sentence with their days: those of the review."""
    if found.change:
        return finding(found.change.impact, judged=judged)
    subject = Subject(fault.worker_id, fault.cause, check=fault.check)
    # A check is asked for by a filter, too: its runs are counted among all.
    return evidence_of(history, filters.choosing("check", ()), subject).sentence
