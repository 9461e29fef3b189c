"""A fact of the reviewed week: one thing that was found about a worker, a cause, a change or runs.

Facts that explain each other are joined to one finding (joining.py), which is what a person decides
about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.analysis.causes import CauseRow
from dashboard.analysis.contrast import Candidate
from dashboard.analysis.impact import Impact
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.store.filters.filters import Filters

NEW, CAME_BACK, ABOVE = "new", "came back", "above usual"
OFTEN = "fails often"
READY = "change ready to judge"
CUSTOMER = "may have touched a customer"
SUSPECT = "output suspect"
STUCK, SILENT, PAUSED = "stuck", "silent", "paused but running"
NEWLY = "newly active"
LONG = "long-standing"
CAUSE = "cause"
BAD = "judged bad"
OTHERS = "other failures"
KINDS = (
    NEW,
    CAME_BACK,
    ABOVE,
    OFTEN,
    READY,
    CUSTOMER,
    BAD,
    SUSPECT,
    STUCK,
    SILENT,
    PAUSED,
    NEWLY,
    LONG,
    CAUSE,
    OTHERS,
)
"""What a fact may be; a cause, and a worker that fails often, are those of data too short to say
what is usual; other failures are those that are of no other fact."""

PRESSING, TO_JUDGE, KNOWN = TIERS = range(3)
"""What is worse than usual or may do harm; what can be judged or looked at; what goes on."""


def suspect_key(check: str, worker_id: str) -> str:
    """What names the outputs of a worker that a check calls suspect."""
    return f"check {check} of {worker_id}"


@dataclass(frozen=True, slots=True)
class Lasting:
    """What the runs of a worker with a cause (the second set) have more often, or less, than those
    that worked (the first), over so many weeks."""

    weeks: int
    differences: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class PartOfWorker:
    """What one worker has of a cause: runs in the window, and how many more than usual they are,
    or all of them, where nothing says what is usual."""

    worker_id: str
    runs: int
    excess: float


@dataclass(frozen=True, slots=True)
class OfCause:
    """A cause in the reviewed window. row: of the runs of everybody, or of the worker in which it
    gathers; gathered: of all runs with it, those in this worker; all: how many there are; apart:
    further runs, which stand with a worker that fails often for it; before: how many any worker had
    ever before; by: what each worker has; lasting: what differs, where it goes on from week to
    week."""

    row: CauseRow
    gathered: int
    all: int
    apart: int = 0
    before: int = 0
    by: tuple[PartOfWorker, ...] = ()
    lasting: Lasting | None = None


@dataclass(frozen=True, slots=True)
class AmongOthers:
    """A worker that fails more often than the others, where nothing says what is usual. failed,
    finished: its runs; others_failed, others: the finished runs of all other workers."""

    failed: int
    finished: int
    others_failed: int
    others: int

    @property
    def times(self) -> float:
        """How many times as often as the others it fails."""
        theirs = self.others_failed / self.others
        return self.failed / self.finished / theirs if theirs else float("inf")


@dataclass(frozen=True, slots=True)
class Touched:
    """Failed runs of a worker that writes where customers see it. created: those that are known to
    have written something; unknown: those of which it is not known; cause: why most of them failed;
    with_cause: so many."""

    created: int
    unknown: int
    cause: str = ""
    with_cause: int = 0

    @property
    def runs(self) -> int:
        return self.created + self.unknown


@dataclass(frozen=True, slots=True)
class Unended:
    """Runs that had not ended a day after they were created. unseen: those of them that the newest
    export does not show any more; oldest: when the first was created; seen_at: of when the newest
    export is that shows one of them."""

    runs: int
    unseen: int
    oldest: datetime
    seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Activity:
    """When a worker ran. runs, finished, failed: in the reviewed window; weeks: runs in each of the
    covered weeks before it, newest first; first, last: its first run of all and its last before
    the window's end; activated: when in the window its status became active, None where it did
    not."""

    worker: str
    runs: int
    finished: int
    failed: int
    weeks: tuple[int, ...]
    first: datetime
    last: datetime
    activated: datetime | None = None


@dataclass(frozen=True, slots=True)
class WhilePaused:
    """Runs of a worker in the window that were created while it was not active. status: paused or
    draft; first, last: of them; said: since when it was that, where a person recorded it and
    the runs don't say so themselves."""

    status: str
    runs: int
    failed: int
    first: datetime
    last: datetime
    said: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suspects:
    """Runs whose output a check calls suspect. check: its name; finished: of so many; usual: so
    many to be expected, None where that is not known; customers: those whose output customers see;
    failed: those that repeat what a failed run had written, or failed themselves; cause: why most
    of these failed; with_cause: so many."""

    check: str
    runs: int
    finished: int
    usual: float | None
    customers: int = 0
    failed: int = 0
    cause: str = ""
    with_cause: int = 0


@dataclass(frozen=True, slots=True)
class JudgedBad:
    """Completed runs of a worker that were judged bad. judged: of so many; usual: so many to be
    expected, None where that is not known."""

    runs: int
    judged: int
    usual: float | None


@dataclass(frozen=True, slots=True)
class OtherFailures:
    """Failed runs of the window that no other fact is about, for so many causes, of so many
    workers."""

    runs: int
    causes: int
    workers: int


@dataclass(frozen=True, slots=True)
class OtherSuspects:
    """Runs of the window whose output a check calls suspect and that no other fact is about, of so
    many workers."""

    check: str
    runs: int
    workers: int


@dataclass(frozen=True, slots=True)
class OtherBad:
    """Completed runs of the window that were judged bad and that no other fact is about, of so many
    workers. judged: of so many runs of these."""

    runs: int
    judged: int
    workers: int


Seen = (
    OfCause
    | WorkerWeek
    | AmongOthers
    | Impact
    | Touched
    | Unended
    | Activity
    | WhilePaused
    | Suspects
    | JudgedBad
    | OtherFailures
    | OtherSuspects
    | OtherBad
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was found.

    key: names it in decisions, the same in every week; kind: one of KINDS; tier: one of TIERS;
    worker_id, worker, cause, change, check: what it is about, "" for none; excess: failed runs more
    than usual, or since a regression more than before it; about: which runs; seen: its numbers.
    """

    key: str
    kind: str
    tier: int
    worker_id: str
    worker: str
    excess: float
    about: Filters
    seen: Seen
    cause: str = ""
    change: str = ""
    check: str = ""

    @property
    def counted(self) -> int | None:
        """How many runs its sentence counts, which are those of about; None where it tells of other
        runs: what came before and after a change, and those that did not come."""
        match self.seen:
            case OfCause(row):
                return row.seen.window
            case WorkerWeek(week=week):
                return week.now.s
            case AmongOthers(failed=failed):
                return failed
            case Impact():
                return None
            case Activity(runs=runs):
                return runs or None
            case _:
                return self.seen.runs
