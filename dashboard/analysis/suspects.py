"""Outputs that someone should look at: how many runs each check finds, of which workers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from dashboard.analysis.headline import headline
from dashboard.checks.suspicion import CHECKS, INVISIBLE, UNSOURCED
from dashboard.ledger.decisions import Decision
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History


@dataclass(frozen=True, slots=True)
class SuspectRow:
    """The runs of a worker that a check finds. newest: the id of the newest of them."""

    check: str
    worker_id: str | None
    worker: str | None
    runs: int
    newest: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A worker of which a check says nothing of one kind, since it would say it of most runs."""

    worker_id: str
    worker: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class SuspectOutputs:
    """rows: by check and worker, in the order of CHECKS, most runs first; finished: of the chosen
    runs; written: those that show what they wrote; unchecked: where a check says nothing."""

    rows: tuple[SuspectRow, ...]
    finished: int
    written: int
    unchecked: tuple[Unchecked, ...]

    @property
    def by_check(self) -> dict[str, tuple[SuspectRow, ...]]:
        """The rows of each check that finds any."""
        return {check: tuple(rows) for check, rows in groupby(self.rows, attrgetter("check"))}


def suspects(history: History, filters: Filters) -> SuspectOutputs:
    """What the checks of outputs find among the chosen runs."""
    rows = [SuspectRow(**row) for row in history.ask("suspects", filters)]
    counts = history.ask("outputs", filters)[0]
    return SuspectOutputs(
        rows=tuple(sorted(rows, key=lambda row: CHECKS.index(row.check))),
        finished=counts["finished"],
        written=counts["written"],
        unchecked=tuple(Unchecked(**row) for row in history.ask("unchecked", filters)),
    )


def is_unchecked(history: History, decision: Decision) -> bool:
    """Whether a check says nothing any more of what a decision is about, since its worker's outputs
    are like that as a rule: of a kind of which nothing is said, and no longer of as many runs as
    its evidence counted."""
    subject, then = decision.subject, decision.evidence
    own = ALL.of_worker(subject.worker_id)
    kinds = {row["kind"] for row in history.ask("unchecked", own)}
    silent = INVISIBLE in kinds if subject.check == INVISIBLE else bool(kinds - {INVISIBLE})
    if not silent or subject.check not in (INVISIBLE, UNSOURCED):
        return False
    if then.until is None or then.counted is None:
        return True
    flagged = own.within(then.since, then.until).choosing("check", [subject.check])
    return headline(history, flagged).runs < then.counted
