"""The failed runs of a worker at which nobody looked: neither judged, decided about nor cleared."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from dashboard.analysis.headline import headline
from dashboard.ledger.clearances import LOOKED_AT
from dashboard.ledger.decisions import Decision
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


def not_looked_at(
    history: History, failed: Filters, worker_id: str, made: Sequence[Decision]
) -> Filters:
    """Which of the failed runs of a worker nobody looked at.

    made: all decisions. One about the worker, or about a change of it, is about all runs that were
    there when it was made; one about a cause is about those with it, until that comes again. Of
    runs without a time it is not known whether they were there.
    """
    rest = failed.choosing("looked-at", LOOKED_AT, drop=True)
    timed, causes = history.about.first is not None, set()
    for one in made:
        subject, at = one.subject, one.at.astimezone(ZoneInfo(history.about.zone))
        if subject.runs or subject.worker_id not in ("", worker_id):
            continue
        if subject.worker_id and (subject.change or not subject.cause):
            if timed:
                rest = rest.within(max(at, rest.since or at), rest.until)
        elif subject.cause:
            cause = history.causes.find(subject.cause)
            again = failed.choosing("cause", [cause]).within(at, None)
            causes |= set() if headline(history, again).runs else {cause}
    return rest.choosing("cause", sorted(causes), drop=True)
