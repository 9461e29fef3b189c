"""What runs with a lasting cause were given more often, or less, than those of the same worker that
worked: what could be changed about it. What they did may come of failing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dashboard.analysis.compare import WORKED, compare
from dashboard.analysis.contrast import Candidate
from dashboard.analysis.lifecycle import Reviewed
from dashboard.analysis.review.facts import LONG, Fact, Lasting, OfCause
from dashboard.records.schema import RUN_COLUMNS
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History

MOST = 3
"""Of so many causes that is looked for, those with the most runs; each takes a comparison."""
NAMED = 2
"""So many differences are named."""
_DONE = {
    column.name for column in RUN_COLUMNS if column.group in ("did", "wrote", "failed", "judged")
}


def with_differences(
    history: History, filters: Filters, found: Iterable[Fact], window: Reviewed
) -> Iterator[Fact]:
    """The facts, those of one worker’s lasting causes with what is behind them. filters: of the
    reviewed window."""
    facts = list(found)
    lasting = [fact for fact in facts if fact.kind == LONG and fact.worker_id]
    asked = sorted(lasting, key=lambda fact: (-(fact.counted or 0), fact.key))[:MOST]
    for fact in facts:
        yield _explained(history, filters, fact, window) if fact in asked else fact


def _explained(history: History, filters: Filters, fact: Fact, window: Reviewed) -> Fact:
    """The weeks before are looked at, too: of one there are too few runs to tell."""
    weeks = filters.of_any_ending().within(window.edges[1 + window.weeks], window.until)
    with_it = ALL.choosing("cause", [fact.cause])
    answer = compare(history, weeks.of_worker(fact.worker_id), WORKED, with_it)
    found = [one.candidate for one in answer.telling]
    given: dict[str, Candidate] = {}
    for one in (one for one in found if not _DONE.intersection(one.attribute.columns)):
        given.setdefault(one.attribute.name, one)  # of a version, another is the same seen again
    if not given or not isinstance(fact.seen, OfCause):
        return fact
    lasting = Lasting(1 + window.weeks, tuple(given.values())[:NAMED])
    return replace(fact, seen=replace(fact.seen, lasting=lasting))
