"""What the runs say of something that is decided about: how many failed, and what is usual."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.analysis.causes import causes
from dashboard.analysis.headline import headline
from dashboard.analysis.lifecycle import WEEK, Reviewed, reviewed
from dashboard.analysis.rates import FINISHED
from dashboard.analysis.review.facts import OF_BAD_RUNS
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.ledger.decisions import OF_BAD, OF_CAUSE, OF_FAILURES, Subject
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class Counted:
    """Runs of a subject in the reviewed window; of runs that are named, whatever the window.

    finished: of the subject's worker, or of all; failed: of these, with its cause if it has one, or
    judged bad where it is about such runs (measure_of()); usual: so many to be expected, None where
    that is not known; window: None without runs that have a time, or where runs are named.
    """

    finished: int
    failed: int
    usual: float | None
    window: Reviewed | None

    @property
    def weeks(self) -> float:
        """How many weeks the window is long; 1 without one."""
        return (self.window.until - self.window.since) / WEEK if self.window else 1.0

    @property
    def part_of_week(self) -> bool:
        """Whether less than a week was seen, of which nothing is known of the rest."""
        return self.weeks < 1

    @property
    def a_week(self) -> float:
        """Failed runs a week; of less than a week as many as were seen, for one day may be unlike
        the others."""
        return self.failed / max(1.0, self.weeks)

    @property
    def usual_a_week(self) -> float | None:
        return None if self.usual is None else self.usual / max(1.0, self.weeks)


def counted(history: History, filters: Filters, subject: Subject) -> Counted:
    """The runs of a subject. filters: which week, and whose runs where the subject names none."""
    if subject.runs:
        rows = history.ask("known_runs", run_ids=list(subject.runs))
        outcomes = [row["outcome"] for row in rows]
        finished = sum(outcome in FINISHED for outcome in outcomes)
        return Counted(finished, outcomes.count("failed"), None, None)
    anybody = filters.of_any_ending()
    window = reviewed(history.about, anybody)
    own = anybody.of_worker(subject.worker_id) if subject.worker_id else anybody
    within = own.within(window.since, window.until) if window else own
    ended = headline(history, within)
    if measure_of(subject) == OF_BAD:
        return Counted(ended.finished, ended.bad, None, window)
    if subject.cause:
        key = history.causes.find(subject.cause)
        with_it = causes(history, within.choosing("cause", [key])).rows
        row = next((row for row in with_it if row.cause.key == key), None)
        usual = row.usual.expected if row and row.usual else None
        return Counted(ended.finished, row.runs if row else 0, usual, window)
    usual = _usual(history, anybody, subject.worker_id)
    return Counted(ended.finished, ended.failed, usual, window)


def measure_of(subject: Subject) -> str:
    """What is counted of a subject, one of ledger.decisions.MEASURES."""
    if subject.cause:
        return OF_CAUSE
    bad = [key.startswith(OF_BAD_RUNS) for key in subject.items]
    return OF_BAD if bad and all(bad) else OF_FAILURES


def _usual(history: History, filters: Filters, worker_id: str) -> float | None:
    """Failures of one worker that its work leads to expect; None without a worker."""
    weeks = worker_weeks(history, filters).weeks if worker_id else ()
    return next((week.judged.expected for week in weeks if week.worker_id == worker_id), None)


def cause_now(history: History, subject: Subject) -> str:
    """The key that the cause of a subject has now, "" where no run has it."""
    known = history.causes
    called = (subject.cause, *subject.templates) if subject.cause else ()
    return next((key for name in called if (key := known.find(name)) in known.by_key), "")
