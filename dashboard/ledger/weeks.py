"""Closed reviews: the minutes as they stood when somebody closed the week, or the days or runs that
were reviewed in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.ledger.entries import Entry
from dashboard.ledger.kinds import EntryKind, standing_of

CLOSED = "week closed"


@dataclass(frozen=True, slots=True)
class Line:
    """One finding or decision. kind: what it is, in words; title: about what; why: with its
    numbers; word: what was decided, "" for nothing."""

    kind: str
    title: str
    why: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class WallText:
    """The wall as text. heads: the first days of the weeks; rows: a worker's name, then a cell a
    week."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a review said, all of it in words, so that it says the same when data and program are
    others.

    week: "2026-W46", "" for what is no whole week; since, until: the days that were reviewed, until
    exclusive, None where no run has a time; as_of: up to when the data told, None where no run has
    a time; zone: of its days; decided, postponed, left: the findings; earlier: decisions of before
    with what came of them; too_early: changes of which nothing can be said yet; key: under which
    they are kept and found, "" in those of weeks that were closed when there were no others; of:
    which runs were reviewed, "" for all; loaded: when the newest export was.
    """

    week: str
    since: datetime | None
    until: datetime | None
    as_of: datetime | None
    zone: str
    sentences: tuple[str, ...]
    decided: tuple[Line, ...]
    postponed: tuple[Line, ...]
    left: tuple[Line, ...]
    earlier: tuple[Line, ...]
    too_early: tuple[Line, ...]
    wall: WallText
    key: str = ""
    of: str = ""
    loaded: datetime | None = None

    @property
    def name(self) -> str:
        """Under which they are kept and found: "2026-W46"."""
        return self.key or self.week


@dataclass(frozen=True, slots=True)
class ClosedReview:
    """A review that was closed. entry: its number in the ledger; at: when; who: the name given."""

    entry: int
    at: datetime
    who: str
    minutes: Minutes


def closed_reviews(entries: Sequence[Entry]) -> tuple[ClosedReview, ...]:
    """The reviews that are closed, in the order in which they were."""
    return tuple(_closed(entry) for entry in standing_of(KINDS, entries))


def content_of(minutes: Minutes) -> dict[str, Any]:
    """Minutes as an entry holds them."""
    times = {
        name: at.astimezone(UTC).isoformat() if (at := getattr(minutes, name)) else None
        for name in ("since", "until", "as_of", "loaded")
    }
    return asdict(minutes) | times


def _closed(entry: Entry) -> ClosedReview:
    return ClosedReview(entry.number, entry.at, entry.who, _minutes(entry.about))


def _minutes(about: dict[str, Any]) -> Minutes:
    parts = ("decided", "postponed", "left", "earlier", "too_early")
    lines = {name: tuple(Line(**line) for line in about[name]) for name in parts}
    wall = about["wall"]
    return Minutes(
        week=str(about["week"]),
        since=_time(about["since"]),
        until=_time(about["until"]),
        as_of=_time(about["as_of"]),
        zone=str(about["zone"]),
        sentences=tuple(map(str, about["sentences"])),
        decided=lines["decided"],
        postponed=lines["postponed"],
        left=lines["left"],
        earlier=lines["earlier"],
        too_early=lines["too_early"],
        wall=WallText(tuple(wall["heads"]), tuple(tuple(row) for row in wall["rows"])),
        key=str(about.get("key", "")),
        of=str(about.get("of", "")),
        loaded=_time(about.get("loaded")),
    )


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None


KINDS = (EntryKind(CLOSED, _closed, lambda entry, _zone: f"closed {_minutes(entry.about).name}"),)
