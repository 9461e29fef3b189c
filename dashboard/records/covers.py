"""What an export says of the time that it covers, and of what in between it knows nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, Self

from dashboard.errors import ExportRefused
from dashboard.records.times import AHEAD, EARLIEST

DAY, WEEK = timedelta(days=1), timedelta(days=7)
HOW = '{"since": "2026-11-02T00:00:00Z", "until": "2026-11-16T00:00:00Z", "gaps": []}'


@dataclass(frozen=True, slots=True)
class Covers:
    """The time that an export tells of, whole from `since` until before `until`, but for gaps.

    A gap is told by four times: its beginning and its end, exclusive; up to when is known what ran
    before it, and when the first run after it came. All are aware.
    """

    since: datetime
    until: datetime
    gaps: tuple[tuple[datetime, datetime, datetime, datetime], ...] = ()

    def lies_in(self, since: datetime, until: datetime) -> bool:
        """Whether every time of it lies between those."""
        times = chain((self.since, self.until), *self.gaps)
        return all(since <= at <= until for at in times)

    def within(self, since: datetime | None, until: datetime | None) -> Self | None:
        """What is left of it in a period; None if nothing is."""
        begun = max(filter(None, (self.since, since)))
        end = min(filter(None, (self.until, until)))
        if begun >= end:
            return None
        inside = tuple(gap for gap in self.gaps if gap[0] < end and gap[1] > begun)
        return type(self)(begun, end, inside)

    def document(self) -> dict[str, Any]:
        """As export.json says it, and read() reads it."""
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "gaps": [[at.isoformat() for at in gap] for gap in self.gaps],
        }

    @classmethod
    def read(cls, told: Any) -> Self:
        """From such a document. Raises ValueError, TypeError or KeyError where it is none."""
        since, until = _time(told["since"]), _time(told["until"])
        gaps = [tuple(map(_time, gap)) for gap in told.get("gaps", [])]
        if since >= until or any(len(gap) != 4 or gap[0] >= gap[1] for gap in gaps):
            raise ValueError(told)
        return cls(since, until, tuple(gaps))  # type: ignore[arg-type]


def covers_told(told: Any, file: str, now: datetime) -> Covers | None:
    """What export.json says under "covers"; None where it says nothing. now: when it is read; what
    it tells may go on to the end of the week. Raises ExportRefused, also for what can't be: pages
    would reckon with it."""
    if told is None:
        return None
    try:
        covers = Covers.read(told)
        if not covers.lies_in(EARLIEST - DAY, now + AHEAD + WEEK):
            raise ValueError(told)
        return covers
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ExportRefused(
            "What the export says of the time that it covers cannot be read.",
            where=file,
            remedy=f"Write covers in export.json like {HOW}, or leave it out.",
        ) from None


def _time(text: Any) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
