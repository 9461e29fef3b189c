"""What a worker of the sample is and does: small values that a planted truth is written in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

DAY_0 = datetime(2026, 9, 7, tzinfo=UTC)  # a Monday
AS_OF = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)  # a Monday, ten weeks later
DAYS = 70


@dataclass(frozen=True)
class Gap:
    """A context source that runs lack, and how often those of them that a schedule started fail
    for that reason."""

    source: str
    failing: float
    cause: str


@dataclass(frozen=True)
class Kind:
    """A kind of record that a worker handles: its share of the work, its true success rate, and
    what its runs lack."""

    record_type: str
    weight: float
    success: float
    gap: Gap | None = None


@dataclass(frozen=True)
class Phase:
    """What holds for a worker from a moment on.

    start: days since DAY_0, with a fraction for the hour; instructions: the whole text; kinds:
    the work and how well it goes; causes: weights of the reasons for its failures; traffic: the
    share of the worker's usual runs that comes.
    """

    start: float
    version: str
    instructions: str
    kinds: tuple[Kind, ...]
    causes: dict[str, float]
    model: str = "m-large-3"
    context: tuple[str, ...] = ("tasks",)
    tools: tuple[str, ...] = ("productivity",)
    worker_status: str = "active"
    traffic: float = 1.0

    @property
    def at(self) -> datetime:
        return DAY_0 + timedelta(days=self.start)


@dataclass(frozen=True)
class Worker:
    """One worker: how often it runs, what starts it, and its phases in order.

    per_day: runs of a weekday; weekend: share of that on Saturday and Sunday; judged: whether
    somebody scores its completed runs, and the share of them that is bad.
    """

    name: str
    purpose: str
    per_day: float
    phases: tuple[Phase, ...]
    weekend: float = 0.4
    triggers: tuple[str, ...] = ("schedule", "event", "person")
    visibility: str = "internal"
    writes: tuple[str, ...] = ("comment",)
    judged: float | None = None
    last_day: float = float(DAYS)
    active: tuple[str, ...] = ()


def then(before: Phase, start: float, **changed: object) -> Phase:
    """The next phase: all as before, but for what is named."""
    return replace(before, start=start, **changed)  # type: ignore[arg-type]


def harder(kinds: tuple[Kind, ...], points: float) -> tuple[Kind, ...]:
    """The same work with a success rate that many points lower (or higher, if negative)."""
    return tuple(replace(kind, success=kind.success - points / 100) for kind in kinds)
