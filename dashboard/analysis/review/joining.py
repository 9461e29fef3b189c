"""Facts that explain each other, joined to one finding: what a person decides about once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.change_evidence import Moved
from dashboard.analysis.impact import Impact
from dashboard.analysis.lacks import Lack
from dashboard.analysis.review.at_once import AtOnce, homes_of_all, is_of_many, one_event
from dashboard.analysis.review.facts import (
    CUSTOMER,
    KNOWN,
    NEW,
    NEWLY,
    OTHERS,
    PAUSED,
    PRESSING,
    SILENT,
    STUCK,
    AmongOthers,
    Fact,
    OfCause,
    Suspects,
    Touched,
)
from dashboard.analysis.review.sizes import failed_of, leading
from dashboard.analysis.review.touching import homes_of_repeated, homes_of_touched
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.store.filters.filters import Filters

PAUSED_CAUSE = "worker-paused"
"""The cause of runs that fail because their worker is paused."""


@dataclass(frozen=True, slots=True)
class Explained:
    """What is known beside a change: the causes that moved up since, most first, and what the
    instructions ask for in vain since."""

    moved: tuple[Moved, ...] = ()
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class RunsTouched:
    """Failed runs of which customers may see something: how many, and which."""

    counted: int
    about: Filters


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of the review. facts: the one that leads first; explained: beside its change."""

    facts: tuple[Fact, ...]
    explained: Explained

    @property
    def lead(self) -> Fact:
        return self.facts[0]

    @property
    def key(self) -> str:
        """Names it in links."""
        return self.lead.key

    @property
    def tier(self) -> int:
        return min(fact.tier for fact in self.facts)

    @property
    def excess(self) -> float:
        """Failed runs more than usual: of its worker's week, where that is a fact of it and so all
        of them; of causes of many workers, if these are more; else of the fact with the most, as
        its facts are of the same runs."""
        if self.week:
            return self.week.judged.excess or 0.0
        of_many = sum(fact.excess for fact in self.facts if is_of_many(fact))
        return max(of_many, *(fact.excess for fact in self.facts))

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its facts are, that of the leading one first."""
        return tuple(dict.fromkeys(fact.kind for fact in self.facts))

    @property
    def cause(self) -> str:
        """The cause that it is about: of the leading fact, else of another, else the one that its
        change moved most; "" for none."""
        named = [fact.cause for fact in self.facts if fact.cause]
        return next(iter([*named, *(moved.cause.key for moved in self.explained.moved)]), "")

    @property
    def change(self) -> str:
        return next((fact.change for fact in self.facts if fact.change), "")

    @property
    def check(self) -> str:
        """The check of the first of its facts that has one, "" for none."""
        return next((fact.check for fact in self.facts if fact.check), "")

    @property
    def impact(self) -> Impact | None:
        """Its change with what came after it."""
        return next((fact.seen for fact in self.facts if isinstance(fact.seen, Impact)), None)

    @property
    def week(self) -> WorkerWeek | None:
        """The reviewed week of its worker, where that is one of its facts, and it is of one."""
        if not self.lead.worker_id:
            return None
        return next((fact.seen for fact in self.facts if isinstance(fact.seen, WorkerWeek)), None)

    @property
    def touched(self) -> RunsTouched | None:
        """The failed runs of which customers may see something; None for none."""
        facts = [fact for fact in self.facts if isinstance(fact.seen, Touched)]
        if not facts:
            return None
        workers = [fact.worker_id for fact in facts]
        about = facts[0].about.choosing("worker", workers)
        return RunsTouched(sum(fact.counted or 0 for fact in facts), about)

    @property
    def failed(self) -> int:
        """Of how many failed runs it is, as far as one of its facts, or its causes, count them."""
        return max(sum(map(failed_of, filter(is_of_many, self.facts))), *map(failed_of, self.facts))

    @property
    def customer(self) -> bool:
        """Whether a customer may have seen what failed runs wrote, or an output that is suspect."""
        suspects = [fact.seen for fact in self.facts if isinstance(fact.seen, Suspects)]
        touched = any(fact.kind == CUSTOMER for fact in self.facts)
        return touched or any(seen.customers for seen in suspects)

    @property
    def workers(self) -> tuple[str, ...]:
        """The ids of the workers that its facts are about."""
        return tuple(dict.fromkeys(fact.worker_id for fact in self.facts if fact.worker_id))


def joined(
    facts: Sequence[Fact],
    explained: Mapping[str, Explained],
    same: Sequence[tuple[str, str]] = (),
    at_once: Sequence[AtOnce] = (),
) -> tuple[Item, ...]:
    """The findings, worst first. explained: by the key of a change; same: keys of two facts that
    are of nearly the same runs, and so one finding; at_once: causes that came at once.

    A worker that got worse or fails often, its regressions, what runs while it is paused, and the
    causes that make it so are one finding; a cause for which several of these fail, or causes that
    came at once, are one with all of them; so are silence and stuck runs of one worker, and a
    worker that is newly active with the change that made it so and the causes that are new with it.
    What customers may have seen goes with why those runs failed, or with the worst finding of
    failed runs of its worker; so do outputs that repeat what failed runs wrote. Every other fact is
    one of its own.
    """
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[_place(fact)].append(fact)
    for fact in [fact for fact in facts if isinstance(fact.seen, OfCause)]:
        home = groups.get(f"worse {fact.worker_id}", [])
        if fact.worker_id and _explains(fact, home, explained):
            groups.pop(fact.key)
            home.append(fact)
    for key, other in list(one_event(at_once, groups)):
        _join(groups, key, other)
    for place in [place for place, group in groups.items() if any(map(is_of_many, group))]:
        homes = homes_of_all(groups[place], groups)
        groups[place] += [one for home in homes for one in groups.pop(home)]
    for fact in [fact for fact in facts if fact.kind == NEWLY]:
        for key in [key for key, group in groups.items() if _is_of_begun(fact, group)]:
            groups[fact.key] += groups.pop(key)
    for homes_of in (homes_of_touched, homes_of_repeated):
        for fact, home in homes_of(groups, facts):
            groups.pop(fact.key)
            home.append(fact)
    for key, other in same:
        _join(groups, key, other)
    items = [_item(group, explained) for group in groups.values()]
    return tuple(sorted(items, key=_order))


def _place(fact: Fact) -> str:
    """The group in which a fact begins."""
    at_large = isinstance(fact.seen, WorkerWeek | AmongOthers) or fact.kind == PAUSED
    regressed = isinstance(fact.seen, Impact) and fact.tier == PRESSING
    if at_large or regressed:
        return f"worse {fact.worker_id}"
    if fact.kind == OTHERS:
        return OTHERS
    if fact.kind in (SILENT, STUCK):
        return f"silent {fact.worker_id}"
    return fact.key


def _join(groups: dict[str, list[Fact]], *keys: str) -> None:
    """Make one group of those in which two facts are, by their keys."""
    one, two = (
        next(place for place, group in groups.items() if any(one.key == key for one in group))
        for key in keys
    )
    if one != two:
        groups[one] += groups.pop(two)


def _explains(fact: Fact, group: Sequence[Fact], explained: Mapping[str, Explained]) -> bool:
    """Whether a cause is why a worker goes worse."""
    for other in group:
        if isinstance(other.seen, WorkerWeek) and fact.excess > 0:
            return True
        if isinstance(other.seen, AmongOthers):
            return True
        if other.kind == PAUSED and fact.cause == PAUSED_CAUSE:
            return True
        if isinstance(other.seen, Impact):
            moved = explained.get(other.change, Explained()).moved
            if any(one.cause.key == fact.cause for one in moved):
                return True
    return False


def _is_of_begun(fact: Fact, group: Sequence[Fact]) -> bool:
    """Whether a group is of what came with a worker that is newly active: the change of its status,
    or nothing but causes that nobody saw before."""
    if group[0] is fact or any(one.worker_id != fact.worker_id for one in group):
        return False
    made = any(isinstance(one.seen, Impact) and "status" in one.seen.change.what for one in group)
    return made or all(isinstance(one.seen, OfCause) and one.kind == NEW for one in group)


def _item(group: Sequence[Fact], explained: Mapping[str, Explained]) -> Item:
    several = len({fact.worker_id for fact in group}) > 1
    facts = tuple(
        sorted(group, key=lambda fact: (several and fact.worker_id != "", *leading(fact)))
    )
    change = next((fact.change for fact in facts if fact.change), "")
    return Item(facts, explained.get(change, Explained()))


def _order(item: Item) -> tuple[int, float, bool, int, str]:
    """Most failed runs above usual first; where nothing says what is usual, what customers are
    known to have seen, and then most failed runs."""
    excess = 0.0 if item.tier == KNOWN else item.excess
    seen = any(isinstance(fact.seen, Touched) and fact.seen.created for fact in item.facts)
    return item.tier, -excess, not seen, -item.failed, item.key
