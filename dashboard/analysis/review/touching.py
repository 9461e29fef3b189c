"""Which finding of failed runs what customers may have seen stands with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dashboard.analysis.review.facts import (
    BAD,
    PRESSING,
    SILENT,
    STUCK,
    Fact,
    OfCause,
    Touched,
)
from dashboard.analysis.review.of_causes import GATHERS


def homes_of_touched(
    groups: Mapping[str, list[Fact]], facts: Sequence[Fact]
) -> list[tuple[Fact, list[Fact]]]:
    """What customers may have seen, with the group of why those runs failed."""
    touched = [(fact, fact.seen) for fact in facts if isinstance(fact.seen, Touched)]
    with_cause: Counter[str] = Counter()
    for _, seen in touched:
        with_cause[seen.cause] += seen.with_cause if _of_one_cause(seen) else 0
    found = []
    for fact, seen in touched:
        own = [group for key, group in groups.items() if key != fact.key]
        of_cause = [one for one in own if _of_one_cause(seen) and _has(one, seen.cause)]
        mine = [one for one in own if _is_of_most(one, fact.worker_id, seen)]
        whole = [one for one in of_cause if _is_of_all(one, seen.cause, with_cause[seen.cause])]
        worst = _worst_of(fact.worker_id, own)
        home = next(iter([*mine, *([worst] if worst else []), *whole]), None)
        if home is not None:
            found.append((fact, home))
    return found


def _of_one_cause(seen: Touched) -> bool:
    return seen.cause != "" and seen.with_cause >= GATHERS * seen.runs


def _is_of_most(group: Sequence[Fact], worker_id: str, seen: Touched) -> bool:
    """Whether a group is of the cause of at least half of the runs that touched customers, in
    their own worker."""
    most = seen.cause != "" and 2 * seen.with_cause >= seen.runs
    return most and any(
        isinstance(fact.seen, OfCause) and (fact.cause, fact.worker_id) == (seen.cause, worker_id)
        for fact in group
    )


def _has(group: Sequence[Fact], cause: str) -> bool:
    return any(isinstance(fact.seen, OfCause) and fact.cause == cause for fact in group)


def _is_of_all(group: Sequence[Fact], cause: str, touched: int) -> bool:
    """Whether a group is of a cause in all workers, and so many of its runs touched customers that
    it is about these."""
    return any(
        isinstance(fact.seen, OfCause)
        and (fact.cause, fact.worker_id) == (cause, "")
        and touched >= GATHERS * fact.seen.all
        for fact in group
    )


def _worst_of(worker_id: str, groups: Sequence[list[Fact]]) -> list[Fact] | None:
    """The worst group of failed runs of a worker that presses, None for none."""
    held = [
        group
        for group in groups
        if any(one.worker_id == worker_id and one.tier == PRESSING for one in group)
        and not all(one.kind in (SILENT, STUCK, BAD) for one in group)
    ]
    return max(held, key=lambda group: max(fact.excess for fact in group), default=None)
