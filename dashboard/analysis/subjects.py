"""What the runs say of something that is decided about: how often it is seen, and what is usual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dashboard.analysis.causes import causes
from dashboard.analysis.headline import headline
from dashboard.analysis.lifecycle import WEEK, Reviewed, around, edges_of, reviewed, seen, usual
from dashboard.analysis.measures import MEASURE, measure_of
from dashboard.analysis.rates import FINISHED
from dashboard.analysis.review.of_workers import LONG_OPEN
from dashboard.analysis.worker_weeks import worker_weeks
from dashboard.ledger.decisions import (
    OF_BAD,
    OF_CAUSE,
    OF_CHECK,
    OF_CUSTOMERS,
    OF_FAILURES,
    OF_PAUSED,
    OF_RUNS,
    OF_STUCK,
    Subject,
)
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row


@dataclass(frozen=True, slots=True)
class Counted:
    """Runs of a subject in the reviewed window; of runs that are named, whatever the window.

    measure: what is counted, one of ledger.decisions.MEASURES; runs: so many; among: of so many
    finished runs of the subject's worker, or of all, of OF_BAD of so many judged ones; usual: so
    many to be expected, None where that is not known; window: None without runs that have a time,
    or where runs are named.
    """

    measure: str
    runs: int
    among: int
    usual: float | None
    window: Reviewed | None

    @property
    def weeks(self) -> float:
        """How many weeks the window is long; 1 without one, or for what is counted as it stands."""
        if self.window is None or MEASURE[self.measure].standing:
            return 1.0
        return (self.window.until - self.window.since) / WEEK

    @property
    def part_of_week(self) -> bool:
        """Whether less than a week was seen, of which nothing is known of the rest."""
        return self.weeks < 1

    @property
    def a_week(self) -> float:
        """Runs a week; of less than a week as many as were seen, for one day may be unlike the
        others."""
        return self.runs / max(1.0, self.weeks)

    @property
    def usual_a_week(self) -> float | None:
        return None if self.usual is None else self.usual / max(1.0, self.weeks)


def counted(history: History, filters: Filters, subject: Subject) -> Counted:
    """The runs of a subject. filters: which week, and whose runs where the subject names none."""
    if subject.runs:
        rows = history.ask("known_runs", run_ids=list(subject.runs))
        outcomes = [row["outcome"] for row in rows]
        finished = sum(outcome in FINISHED for outcome in outcomes)
        return Counted(measure_of(subject), outcomes.count("failed"), finished, None, None)
    anybody = filters.of_any_ending()
    window = reviewed(history.about, anybody)
    whose = anybody.within(window.since, window.until) if window else anybody
    measure = measure_of(subject)
    runs, usually = _COUNTS[measure](_Asked(history, whose, subject, window))
    whole = headline(history, _own(whose, subject))
    among = whole.judged if measure == OF_BAD else whole.finished
    return Counted(measure, runs, among, usually, window)


def can_be_expected(subject: Subject, found: Counted) -> bool:
    """Whether something of a subject can become less, or more: of runs that have a time; those that
    are named one by one have ended."""
    named = any((subject.worker_id, subject.cause, subject.change, subject.check))
    some = found.runs > 0 or MEASURE[found.measure].more
    return named and not subject.runs and found.window is not None and some


def is_better(found: Counted, then: float) -> bool:
    """Whether so many a week would be fewer than now, or more of what is to become more."""
    return then > found.a_week if MEASURE[found.measure].more else then < found.a_week


@dataclass(frozen=True, slots=True)
class _Asked:
    """Of which runs something is counted. whose: those of everybody, in the window."""

    history: History
    whose: Filters
    subject: Subject
    window: Reviewed | None

    @property
    def own(self) -> Filters:
        return _own(self.whose, self.subject)


_Numbers = tuple[int, float | None]
"""So many runs, and so many to be expected."""


def _own(whose: Filters, subject: Subject) -> Filters:
    return whose.of_worker(subject.worker_id) if subject.worker_id else whose


def _with_cause(asked: _Asked) -> _Numbers:
    key = asked.history.causes.find(asked.subject.cause)
    rows = causes(asked.history, asked.own.choosing("cause", [key])).rows
    row = next((row for row in rows if row.cause.key == key), None)
    return row.runs if row else 0, row.usual.expected if row and row.usual else None


def _failed(asked: _Asked) -> _Numbers:
    worker = asked.subject.worker_id
    weeks = worker_weeks(asked.history, asked.whose).weeks if worker else ()
    expected = next((week.judged.expected for week in weeks if week.worker_id == worker), None)
    return headline(asked.history, asked.own).failed, expected


def _bad(asked: _Asked) -> _Numbers:
    """As the facts of the review tell (review/of_outputs.py)."""
    chosen, edges = around(asked.own, asked.window), edges_of(asked.window)
    rows = asked.history.ask("bad_worker_weeks", chosen, edges=edges)
    return _among_usual(_by_place(rows, "bad"), _by_place(rows, "judged"), asked.window)


def _suspect(asked: _Asked) -> _Numbers:
    """As the facts of the review tell (review/of_outputs.py)."""
    chosen, edges = around(asked.own, asked.window), edges_of(asked.window)
    rows = asked.history.ask("suspect_weeks", chosen, edges=edges)
    flagged = _by_place([row for row in rows if row["check"] == asked.subject.check], "runs")
    finished = asked.history.ask("finished_worker_weeks", chosen, edges=edges)
    return _among_usual(flagged, _by_place(finished, "runs"), asked.window)


def _among_usual(found: dict[int, int], runs: dict[int, int], window: Reviewed | None) -> _Numbers:
    """What is found in the window, and is usual of so many runs. found, runs: by place."""
    mine = seen(found, window)
    expected = usual(mine, seen(runs, window))
    return mine.window, expected.expected if expected else None


def _by_place(rows: list[Row], name: str) -> dict[int, int]:
    """A count of rows, by their place around the window."""
    places: Counter[int] = Counter()
    for row in rows:
        places[row["place"]] += row[name]
    return places


def _touched(asked: _Asked) -> _Numbers:
    rows = asked.history.ask("touched_customers", asked.own)
    return sum(row["created"] + row["unknown"] for row in rows), None


def _stuck(asked: _Asked) -> _Numbers:
    """At any time, as they stand."""
    newest = asked.history.about.as_of
    if newest is None:
        return 0, None
    chosen = asked.own.within(None, None)
    rows = asked.history.ask("stuck_runs", chosen, newest=newest, before=newest - LONG_OPEN)
    return sum(row["runs"] for row in rows if row["worker_id"] == asked.subject.worker_id), None


def _while_paused(asked: _Asked) -> _Numbers:
    rows = asked.history.ask("runs_while_paused", asked.own, zone=asked.history.about.zone)
    return sum(row["runs"] for row in rows), None


def _ran(asked: _Asked) -> _Numbers:
    """Runs, and how many they were a week in the weeks before."""
    if asked.window is None:
        return headline(asked.history, asked.own).runs, None
    chosen, edges = asked.own.within(None, None), list(asked.window.edges)
    rows = asked.history.ask("worker_activity", chosen, edges=edges)
    held = next(iter(rows), None)
    weeks = held["weeks"][: asked.window.weeks] if held else []
    return held["runs"] if held else 0, sum(weeks) / len(weeks) if weeks else None


_COUNTS: dict[str, Callable[[_Asked], _Numbers]] = {
    OF_CAUSE: _with_cause,
    OF_FAILURES: _failed,
    OF_BAD: _bad,
    OF_CHECK: _suspect,
    OF_CUSTOMERS: _touched,
    OF_STUCK: _stuck,
    OF_PAUSED: _while_paused,
    OF_RUNS: _ran,
}
