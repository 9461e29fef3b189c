"""Say what one found of what a run created, and that runs are cleaned up."""

from __future__ import annotations

from dashboard import clearing
from dashboard.analysis.clearance import left_by
from dashboard.clearing import Look
from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.deciding import By
from dashboard.ledger.clearances import CLEANED, LOOKED
from dashboard.ledger.entries import Entry
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo_one_that


def looked_up(arguments: Arguments) -> int:
    """Record where one looked and what one found, or take that back."""
    ledger, run_id = Ledger(home_of(arguments).path), arguments.run_id or ""
    if arguments.undo is not None:

        def of_run(entry: Entry) -> bool:
            return entry.kind == LOOKED and entry.about["run"] == run_id

        what = f"what somebody found of run “{run_id}”"
        new = undo_one_that(ledger, arguments.undo, of_run, what, arguments.who)
        remark("Taken back." if new else "It was before.")
        return OK
    history = history_of(arguments)
    left = left_by(history, run_id)
    finding = Look(arguments.place, arguments.found or "", arguments.note)
    new = clearing.look_up(ledger, history, run_id, finding, left, By(arguments.who))
    remark("Recorded." if new else "That was recorded before.")
    return OK


def cleaned_up(arguments: Arguments) -> int:
    """Record that runs are cleaned up, and whether customers were told, or take that back."""
    ledger = Ledger(home_of(arguments).path)
    if arguments.undo is not None:
        what = "that runs are cleaned up"
        new = undo_one_that(
            ledger, arguments.undo, lambda entry: entry.kind == CLEANED, what, arguments.who
        )
        remark("Taken back." if new else "It was before.")
        return OK
    new = clearing.clean_up(
        ledger,
        history_of(arguments),
        arguments.run_ids,
        arguments.cleaned,
        arguments.told,
        By(arguments.who),
    )
    remark("Recorded." if new else "That was recorded before.")
    return OK
