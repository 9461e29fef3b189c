"""What holds for a whole generation of the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard import clock
from dashboard.store.derived.lost import Losses
from dashboard.store.reading.gaps import Gap
from dashboard.store.reading.habits import midnight

WEEK = timedelta(days=7)
ENOUGH_DAYS = 3
"""Days with runs from which a week is worth a look of its own, whatever came before it."""


@dataclass(frozen=True, slots=True)
class StatusWord:
    """A word for a status that we don't know, and the runs that have it."""

    word: str
    runs: int


@dataclass(frozen=True, slots=True)
class About:
    """What holds for a whole generation.

    as_of: the data's own "now" (None where no time stands in it); first, last: created times of the
    oldest and newest run that has one of its own (None without any); until: the local time before
    which the data tells what ran (None where no run has a time); whole_from: from when on no
    run is missing; notes: sentences that exports asked to show; columns: that any export had;
    filled: per column of runs, how many runs have a value, in created_at a time of their own;
    placed: runs whose time is that of their import; stamped: those whose time is that of their
    export; unread: words for a status that we don't know, the most frequent first; lost: what was
    rejected so that what is shown misleads;
    gaps: times that no export covers; days_a_week: on how many days runs came in the last week of
    which the data tells the end, and in each of the four before it, newest first; settings: by
    name, as kept with the history.
    """

    generation: int
    zone: str
    runs: int
    as_of: datetime | None
    first: datetime | None
    last: datetime | None
    until: datetime | None
    whole_from: datetime | None
    notes: tuple[str, ...]
    columns: frozenset[str]
    filled: dict[str, int]
    placed: int
    stamped: int
    unread: tuple[StatusWord, ...]
    lost: tuple[Losses, ...]
    gaps: tuple[Gap, ...]
    days_a_week: tuple[int, ...]
    settings: dict[str, str]

    @property
    def hours(self) -> bool:
        """Whether any run has a time of its own, so that it has an hour."""
        return self.stamped < self.runs - self.placed

    def covers(self, since: datetime, until: datetime) -> bool:
        """Whether exports cover a time in whole."""
        begun = self.whole_from is not None and since >= self.whole_from
        return begun and not any(since < gap.until and until > gap.since for gap in self.gaps)

    @property
    def today(self) -> date:
        """The day of the newest data, in the zone of the workspace; of data without a time the day
        that it is."""
        return (self.now or clock.now()).astimezone(ZoneInfo(self.zone)).date()

    @property
    def present(self) -> datetime:
        """The moment in which somebody decides: now, or that of data that is newer."""
        return max(clock.now(), self.now) if self.now else clock.now()

    @property
    def this_day(self) -> date:
        """The day of that moment, in the zone of the workspace."""
        return self.present.astimezone(ZoneInfo(self.zone)).date()

    @property
    def now(self) -> datetime | None:
        """The moment up to which the data tells; None without data."""
        return max(filter(None, (self.as_of, self.last)), default=None)

    @property
    def weeks_end(self) -> datetime | None:
        """The local time at which the last week ends of which the data tells the end; None where no
        run has a time."""
        if self.until is None:
            return None
        day = self.until.date()
        return midnight(day - timedelta(days=day.weekday()), ZoneInfo(self.zone))

    @property
    def weekly(self) -> bool:
        """Whether a reviewer looks at the last week first: runs came on three days of it, or in
        more than half of the two or more weeks, of it and the four before it, that exports cover.
        """
        end = self.weeks_end
        if end is None or not self.days_a_week:
            return False
        before = [
            days
            for n, days in enumerate(self.days_a_week)
            if n and self.covers(end - (n + 1) * WEEK, end - n * WEEK)
        ]
        known = [self.days_a_week[0], *before]
        usually = len(known) > 1 and 2 * sum(map(bool, known)) > len(known)
        return usually or known[0] >= ENOUGH_DAYS
