"""Which finding of failed runs stands with what these wrote: what customers may have seen of it,
and what other runs wrote again."""

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
    Suspects,
    Touched,
)
from dashboard.analysis.review.of_causes import GATHERS

Written = Touched | Suspects
"""What failed runs wrote: so many (runs), most of them for one cause."""


def homes_of_touched(
    groups: Mapping[str, list[Fact]], facts: Sequence[Fact]
) -> list[tuple[Fact, list[Fact]]]:
    """What customers may have seen, with the group of why those runs failed."""
    return _homes(groups, [(fact, fact.seen) for fact in facts if isinstance(fact.seen, Touched)])


def homes_of_repeated(
    groups: Mapping[str, list[Fact]], facts: Sequence[Fact]
) -> list[tuple[Fact, list[Fact]]]:
    """Outputs of which nearly all repeat what failed runs wrote, with the group of why those
    failed."""
    suspects = [(fact, fact.seen) for fact in facts if isinstance(fact.seen, Suspects)]
    held = [(fact, seen) for fact, seen in suspects if seen.failed >= GATHERS * seen.runs]
    return _homes(groups, held)


def _homes(
    groups: Mapping[str, list[Fact]], written: Sequence[tuple[Fact, Written]]
) -> list[tuple[Fact, list[Fact]]]:
    """What failed runs wrote, with the group of why they failed, where there is one."""
    with_cause: Counter[str] = Counter()
    for _, seen in written:
        with_cause[seen.cause] += seen.with_cause if _of_one_cause(seen) else 0
    found = []
    for fact, seen in written:
        own = [group for key, group in groups.items() if key != fact.key]
        of_cause = [one for one in own if _of_one_cause(seen) and _has(one, seen.cause)]
        mine = [one for one in own if _is_of_most(one, fact.worker_id, seen)]
        whole = [one for one in of_cause if _is_of_all(one, seen.cause, with_cause[seen.cause])]
        worst = _worst_of(fact.worker_id, own)
        home = next(iter([*mine, *([worst] if worst else []), *whole]), None)
        if home is not None:
            found.append((fact, home))
    return found


def _of_one_cause(seen: Written) -> bool:
    return seen.cause != "" and seen.with_cause >= GATHERS * seen.runs


def _is_of_most(group: Sequence[Fact], worker_id: str, seen: Written) -> bool:
    """Whether a group is of the cause of at least half of the runs that wrote, in their own
    worker."""
    most = seen.cause != "" and 2 * seen.with_cause >= seen.runs
    return most and any(
        isinstance(fact.seen, OfCause) and (fact.cause, fact.worker_id) == (seen.cause, worker_id)
        for fact in group
    )


def _has(group: Sequence[Fact], cause: str) -> bool:
    return any(isinstance(fact.seen, OfCause) and fact.cause == cause for fact in group)


def _is_of_all(group: Sequence[Fact], cause: str, wrote: int) -> bool:
    """Whether a group is of a cause in all workers, and so many of its runs wrote that it is about
    these."""
    return any(
        isinstance(fact.seen, OfCause)
        and (fact.cause, fact.worker_id) == (cause, "")
        and wrote >= GATHERS * fact.seen.all
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
