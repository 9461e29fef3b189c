"""Facts about workers: got worse, fell silent, newly active, running while paused, stuck runs, and
failed runs that customers may have seen something of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis.expanding import activations
from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.review.facts import (
    ABOVE,
    CUSTOMER,
    NEWLY,
    PAUSED,
    PRESSING,
    SILENT,
    STUCK,
    TO_JUDGE,
    Activity,
    Fact,
    Touched,
    Unended,
    WhilePaused,
)
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.store.dimensions.declared import MAYBE, YES
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

JUST_AFTER = timedelta(microseconds=1)
"""What ends so long after the last run of a span has that run in it."""
LONG_OPEN = timedelta(days=1)
"""A run that has not ended so long after it was created is stuck."""
PAUSES, SILENCE = 3.0, timedelta(days=2)
"""A worker is silent after so many times its longest pause, and at least so long."""
FEWEST_A_WEEK = 3
"""Runs in each week before, from which a worker usually runs."""


def got_worse(weeks: WorkerWeeks, filters: Filters) -> Iterator[Fact]:
    """The workers that got worse in the reviewed week, and not by chance."""
    for week in weeks.worse:
        yield Fact(
            key=f"worse {week.worker_id}",
            kind=ABOVE,
            tier=PRESSING,
            worker_id=week.worker_id,
            worker=week.worker,
            excess=week.judged.excess or 0.0,
            about=filters.of_worker(week.worker_id).choosing("outcome", ["failed"]),
            seen=week,
        )


def by_activity(history: History, filters: Filters, window: Reviewed) -> Iterator[Fact]:
    """The workers that fell silent, and those that ran for the first time or were made active."""
    if window.short:
        return
    zone = ZoneInfo(history.about.zone)
    not_active = _not_active(history)
    made_active = {
        worker_id: at
        for worker_id, at in activations(history, filters.within(None, window.until)).items()
        if window.since <= at < window.until
    }
    for row in history.ask(
        "worker_activity",
        filters.of_any_ending().within(None, None),
        edges=list(window.edges),
        before=window.edges[1 + window.weeks],
    ):
        worker_id = row.pop("worker_id")
        told = {"weeks": tuple(row["weeks"][: window.weeks])}
        found = Activity(**row | told, activated=made_active.get(worker_id))
        silent = _silent(found, window.until) and worker_id not in not_active
        if not silent and found.first < window.since and found.activated is None:
            continue
        yield Fact(
            key=f"{'silent' if silent else 'newly active'} {worker_id}",
            kind=SILENT if silent else NEWLY,
            tier=PRESSING if silent else TO_JUDGE,
            worker_id=worker_id,
            worker=found.worker,
            excess=0.0,
            about=_lately(filters, found, window, zone).of_worker(worker_id),
            seen=found,
        )


def _silent(found: Activity, until: datetime) -> bool:
    """Whether a worker usually runs, and has not for much longer than it ever paused."""
    usually = bool(found.weeks) and min(found.weeks) >= FEWEST_A_WEEK
    pause = timedelta(seconds=found.pause)
    return usually and until - found.last > max(SILENCE, PAUSES * pause)


def _not_active(history: History) -> set[str]:
    """The workers that are paused or drafts now, which are silent by intent."""
    rows = history.ask("workers_not_active")
    return {row["worker_id"] for row in rows}


def _lately(filters: Filters, found: Activity, window: Reviewed, zone: ZoneInfo) -> Filters:
    """The runs of the window; of a worker without any there those of the week before its last."""
    if found.runs:
        return filters.of_any_ending()
    return filters.of_any_ending().within((found.last - WEEK).astimezone(zone), window.until)


def while_paused(history: History, filters: Filters) -> Iterator[Fact]:
    """The workers that ran while they were paused, or drafts, by their runs or as a person recorded
    it. filters: of the reviewed window."""
    chosen, zone = filters.of_any_ending(), history.about.zone
    rows = history.ask("runs_while_paused", chosen, zone=zone)
    words: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        words[row["worker_id"]] += row["words"] or ()
    for row in rows:
        worker_id, worker, mine = (row.pop(name) for name in ("worker_id", "worker", "words"))
        found = WhilePaused(**row)
        own = chosen.of_worker(worker_id)
        first, last = (at.astimezone(ZoneInfo(zone)) for at in (found.first, found.last))
        others = [*own.chosen("worker-status", drop=True), *words[worker_id]]
        by_record = own.within(first, last + JUST_AFTER).choosing(
            "worker-status", others, drop=True
        )
        yield Fact(
            key=f"{'after' if found.said else 'while'} {found.status} {worker_id}",
            kind=PAUSED,
            tier=PRESSING,
            worker_id=worker_id,
            worker=worker or worker_id,
            excess=0.0,
            about=by_record if found.said else own.among("worker-status", mine),
            seen=found,
        )


def touched(history: History, filters: Filters) -> Iterator[Fact]:
    """The workers whose failed runs may have written what a customer sees. filters: of the reviewed
    window."""
    chosen = filters.of_any_ending()
    for row in history.ask("touched_customers", chosen):
        worker_id = row["worker_id"]
        own = chosen.of_worker(worker_id)
        yield Fact(
            key=f"customers of {worker_id}",
            kind=CUSTOMER,
            tier=PRESSING,
            worker_id=worker_id,
            worker=row["worker"] or worker_id,
            excess=0.0,
            about=own.choosing("outcome", ["failed"]).among("customers", (YES, MAYBE)),
            seen=Touched(row["created"], row["unknown"], row["cause"] or "", row["with_cause"]),
        )


def stuck(history: History, filters: Filters) -> Iterator[Fact]:
    """The workers with runs that had not ended a day after they were created, at any time."""
    as_of = history.about.as_of
    if as_of is None:
        return
    before = as_of - LONG_OPEN
    chosen = filters.of_any_ending().within(None, None)
    rows = history.ask("stuck_runs", chosen, newest=as_of, before=before)
    workers = [row["worker_id"] for row in rows]
    for row in rows:
        worker_id, worker = row.pop("worker_id"), row.pop("worker")
        own = chosen.of_worker(worker_id) if worker_id else chosen.of_no_worker(workers)
        yield Fact(
            key=f"stuck {worker_id}",
            kind=STUCK,
            tier=PRESSING,
            worker_id=worker_id,
            worker=worker or worker_id,
            excess=0.0,
            about=own.choosing("outcome", ["queued", "pending", "running"]).within(None, before),
            seen=Unended(**row),
        )
