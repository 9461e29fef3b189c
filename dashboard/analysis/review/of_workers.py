"""Facts about workers: got worse, fell silent, newly active, running while paused, stuck runs, and
failed runs that customers may have seen something of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
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
    zone, chosen = ZoneInfo(history.about.zone), filters.of_any_ending().within(None, None)
    made_active = {
        worker_id: at
        for worker_id, at in activations(history, filters.within(None, window.until)).items()
        if window.since <= at < window.until
    }
    rows = history.ask("worker_activity", chosen, edges=list(window.edges))
    ran: dict[str, Activity] = {}
    for row in rows:
        worker_id = row.pop("worker_id")
        told = {"weeks": tuple(row["weeks"][: window.weeks])}
        ran[worker_id] = Activity(**row | told, activated=made_active.get(worker_id))
    all_silent = _silent(history, chosen, window, ran)
    for worker_id, found in ran.items():
        silent = worker_id in all_silent
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


def _silent(
    history: History, chosen: Filters, window: Reviewed, ran: Mapping[str, Activity]
) -> set[str]:
    """The active workers that usually run, and have not for much longer than they ever paused. Only
    of those that have not for so long as any takes are the pauses looked for, run by run."""
    asked = {
        worker_id
        for worker_id, found in ran.items()
        if found.weeks and min(found.weeks) >= FEWEST_A_WEEK
        if window.until - found.last > SILENCE
    } - _not_active(history)
    if not asked:
        return set()
    rows = history.ask(
        "worker_pauses",
        chosen,
        worker_ids=sorted(asked),
        before=window.edges[1 + window.weeks],
        ended=window.until,
    )
    return {
        row["worker_id"]
        for row in rows
        if window.until - ran[row["worker_id"]].last > PAUSES * timedelta(seconds=row["pause"])
    }


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
    named: set[str] = set()
    for row in rows:
        words[row["worker_id"]] += row["words"] or ()
    for row in rows:
        worker_id, worker, mine, since, _ = map(
            row.pop, ("worker_id", "worker", "words", "since", "days")
        )
        found = WhilePaused(**row)
        own = chosen.of_worker(worker_id)
        first, last = (at.astimezone(ZoneInfo(zone)) for at in (found.first, found.last))
        others = [*own.chosen("worker-status", drop=True), *words[worker_id]]
        by_record = own.within(first, last + JUST_AFTER).choosing(
            "worker-status", others, drop=True
        )
        key = f"{'after' if found.said else 'while'} {found.status} {worker_id}"
        # A second pause in one window is another fact; the first has the key that it always had.
        if key in named and found.said:
            key = f"{key} {since.isoformat()}"
        named.add(key)
        yield Fact(
            key=key,
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


def stuck(history: History, filters: Filters, window: Reviewed) -> Iterator[Fact]:
    """The workers with runs that had not ended a day after they were created, at any time, but for
    those of more than a week after an earlier window: whoever reviews it could not know of them."""
    as_of = history.about.as_of
    if as_of is None:
        return
    before = min(as_of - LONG_OPEN, window.until + WEEK)
    chosen = filters.of_any_ending().within(None, None)
    for row in history.ask("stuck_runs", chosen, newest=as_of, before=before):
        worker_id, worker = row.pop("worker_id"), row.pop("worker")
        own = chosen.of_worker(worker_id)
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
