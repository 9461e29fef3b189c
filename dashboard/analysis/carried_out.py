"""Which change of a worker a decision was carried out by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from dashboard.analysis.change_log import NOT_RECORDED, Change, Together
from dashboard.ledger.decisions import Done

NEAR = timedelta(days=1)
"""So near to the time at which it was done, a known change is what was done."""


def change_of(done: Done, turns: Sequence[Together]) -> Together | None:
    """The change by which a decision was carried out, with those made at once: the one that was
    recorded with it, else the nearest that is known within a day; None for none."""
    for turn in turns:
        if done.changed and any(change.entry == done.entry for change in turn.changes):
            return turn
    known = [turn for turn in turns if turn.main.what != NOT_RECORDED]
    near = [turn for turn in known if abs(turn.at - done.at) <= NEAR]
    return min(near, key=lambda turn: abs(turn.at - done.at), default=None)


def unnamed(worker_id: str, at: datetime) -> Together:
    """What stands for a change where nothing of the worker was changed."""
    return Together(worker_id, "", at, (Change(worker_id, "", at, NOT_RECORDED),))
