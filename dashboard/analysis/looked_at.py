"""What a finding about changes rests on: which changes, of how many workers, chosen how."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.change_log import NOT_RECORDED
from dashboard.analysis.changes import Changes
from dashboard.analysis.headline import headline
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class LookedAt:
    """changes: known ones that were made in the period; shifts: that none explains; workers: with
    chosen runs; filters: that hold; asked: those that were asked for, of which the ones that choose
    runs by how they ended don't hold."""

    changes: int
    shifts: int
    workers: int
    filters: Filters
    asked: Filters


def looked_at(history: History, filters: Filters, answer: Changes) -> LookedAt:
    """What the answer to these filters looked at."""
    held = filters.of_any_ending()
    shifts = sum(impact.change.main.what == NOT_RECORDED for impact in answer.impacts)
    return LookedAt(
        changes=len(answer.impacts) - shifts,
        shifts=shifts,
        workers=headline(history, held.within(None, None)).workers,
        filters=held,
        asked=filters,
    )
