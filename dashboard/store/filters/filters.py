"""The one filter type: which runs are meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.store.dimensions.known import ENDINGS, named
from dashboard.store.filters.against import BEFORE, Against

Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""Per dimension name, the chosen values; sorted, so that equal filters are equal."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which runs are meant.

    since: first instant, inclusive; until: end, exclusive (both aware, None: open); keep: a run
    must hold one of the values of every dimension named; drop: it must hold none of them (a run
    without a value is kept); latest_only: only the latest run of each task; against: the time that
    this period is compared with, which chooses no runs.
    """

    since: datetime | None = None
    until: datetime | None = None
    keep: Choices = ()
    drop: Choices = ()
    latest_only: bool = False
    against: Against = BEFORE

    def choosing(self, name: str, values: Iterable[str], *, drop: bool = False) -> Filters:
        """The same filters with the values of one dimension replaced; no values removes it."""
        old = dict(self.drop if drop else self.keep)
        old[name] = tuple(dict.fromkeys(values))
        choices = tuple(sorted((key, chosen) for key, chosen in old.items() if chosen))
        return replace(self, drop=choices) if drop else replace(self, keep=choices)

    def among(self, name: str, values: Iterable[str]) -> Filters:
        """The same filters with only these values of one dimension; where some were chosen before,
        with those of them."""
        before, wanted = self.chosen(name), tuple(values)
        both = [value for value in wanted if value in before]
        return self.choosing(name, both or wanted)

    def chosen(self, name: str, *, drop: bool = False) -> tuple[str, ...]:
        """The values chosen for one dimension."""
        return dict(self.drop if drop else self.keep).get(name, ())

    def of_worker(self, worker_id: str) -> Filters:
        """The same filters for one worker, or with NONE for runs of none, whichever workers they
        chose."""
        return self.choosing("worker", [worker_id]).choosing("worker", (), drop=True)

    @property
    def by_worker_alone(self) -> bool:
        """Whether runs are chosen by their worker, or not at all."""
        rest = self.choosing("worker", ()).choosing("worker", (), drop=True)
        return rest.same_runs(ALL)

    def within(self, since: datetime | None, until: datetime | None) -> Filters:
        """The same filters over another period."""
        return replace(self, since=since, until=until)

    def compared_with(self, against: Against) -> Filters:
        """The same filters, compared with another time."""
        return replace(self, against=against)

    def same_runs(self, other: Filters) -> bool:
        """Whether both choose the same runs, whatever these are compared with."""
        return self.compared_with(other.against) == other

    @property
    def period_only(self) -> Filters:
        """All runs of the same period."""
        return Filters(since=self.since, until=self.until)

    def and_also(self, other: Filters) -> Filters | None:
        """The filters that choose the runs which both choose; None where no filters say that, as
        both keep different values of one dimension.
        """
        mine, theirs = dict(self.keep), dict(other.keep)
        if any(mine[name] != theirs[name] for name in mine.keys() & theirs.keys()):
            return None
        both = replace(
            self,
            since=max(filter(None, (self.since, other.since)), default=None),
            until=min(filter(None, (self.until, other.until)), default=None),
            keep=tuple(sorted((mine | theirs).items())),
            latest_only=self.latest_only or other.latest_only,
        )
        for name, values in other.drop:
            both = both.choosing(name, [*both.chosen(name, drop=True), *values], drop=True)
        return both

    def narrowing(self, a: Filters, b: Filters) -> Filters:
        """What narrows two sets that are compared: without the period where both have their own,
        and without the workers where both choose theirs."""
        found = self
        if all(one.since or one.until for one in (a, b)):
            found = found.within(None, None)
        if all(one.chosen("worker") for one in (a, b)):
            found = found.choosing("worker", ()).choosing("worker", (), drop=True)
        return found

    def of_any_ending(self) -> Filters:
        """The same filters without those that say how runs ended, so that a rate can be taken."""
        return replace(
            self,
            keep=tuple(choice for choice in self.keep if choice[0] not in ENDINGS),
            drop=tuple(choice for choice in self.drop if choice[0] not in ENDINGS),
        )

    @property
    def endings(self) -> tuple[Choices, Choices]:
        """What is chosen and what is left out by how runs ended."""
        keep, drop = (
            tuple(choice for choice in choices if choice[0] in ENDINGS)
            for choices in (self.keep, self.drop)
        )
        return keep, drop

    @property
    def by_ending(self) -> bool:
        """Whether runs are chosen by how they ended, so that a rate of endings says nothing."""
        return self.endings != ((), ())

    @property
    def by_cause(self) -> bool:
        """Whether runs are chosen by their cause, or by where it comes from."""
        return any(named(name).caused for name, _ in (*self.keep, *self.drop))


ALL = Filters()
