"""The reviewed week: its numbers, and its findings as one list, worst first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.analysis import lifecycle
from dashboard.analysis.causes import FailedRuns, causes
from dashboard.analysis.change_evidence import causes_moved
from dashboard.analysis.changes import Changes, all_changes
from dashboard.analysis.edits import edits
from dashboard.analysis.headline import Before, Headline, before, headline
from dashboard.analysis.impact import Impact
from dashboard.analysis.lacks import lacks
from dashboard.analysis.lifecycle import WEEK, Reviewed, everything, reviewed
from dashboard.analysis.review.at_once import in_the_same_hours
from dashboard.analysis.review.facts import Fact
from dashboard.analysis.review.first_week import beside, failing_often
from dashboard.analysis.review.joining import Explained, Item, joined
from dashboard.analysis.review.lasting import with_differences
from dashboard.analysis.review.of_causes import by_worker, of_causes
from dashboard.analysis.review.of_changes import of_changes, too_early
from dashboard.analysis.review.of_outputs import (
    bad_runs,
    judged_bad,
    suspect_outputs,
    suspect_runs,
)
from dashboard.analysis.review.of_the_rest import other_bad, other_failures, other_suspects
from dashboard.analysis.review.of_workers import (
    by_activity,
    got_worse,
    stuck,
    touched,
    while_paused,
)
from dashboard.analysis.review.same_runs import of_failed_runs, same_runs
from dashboard.analysis.worker_weeks import WorkerWeeks, worker_weeks
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History

MOST = 25
"""Findings that are listed at first."""


@dataclass(frozen=True, slots=True)
class Review:
    """What is known of the reviewed window.

    window: None without runs; chosen: the runs in it; now, before: their numbers, and those one
    window earlier; weeks, causes, changes: what the findings are made of, changes of any time;
    items: the findings, worst first; too_early: changes made lately of which nothing can be said;
    again: tasks that ran more than once.
    """

    window: Reviewed | None
    chosen: Filters
    now: Headline
    before: Before | None
    weeks: WorkerWeeks
    causes: FailedRuns
    changes: Changes
    items: tuple[Item, ...]
    too_early: tuple[Impact, ...]
    again: int


def review(history: History, filters: Filters) -> Review:
    """The review of the chosen period; without one of the last whole week that the data covers, or
    of all data, where nothing ran in that week and nothing is to be said of it."""
    anyhow = filters.of_any_ending()
    found = _review(history, anyhow, reviewed(history.about, anyhow))
    if found.now.runs or found.items or anyhow.since or anyhow.until:
        return found
    return _review(history, anyhow, everything(history.about))


def _review(history: History, anyhow: Filters, window: Reviewed | None) -> Review:
    chosen = anyhow.within(window.since, window.until) if window else anyhow
    now = headline(history, chosen)
    weeks, why = worker_weeks(history, chosen), causes(history, chosen)
    found = all_changes(history, anyhow.within(None, None))
    facts = _facts(history, chosen, window, weeks, why, found)
    explained = _explained(history, chosen, facts, _since(why, window) if window else {})
    return Review(
        window=window,
        chosen=chosen,
        now=now,
        before=before(history, anyhow if anyhow.since else chosen, now),
        weeks=weeks,
        causes=why,
        changes=found,
        items=joined(
            facts,
            explained,
            same_runs(history, chosen, facts, window),
            in_the_same_hours(history, chosen, facts) if window else (),
        ),
        too_early=too_early(found.listed, window) if window else (),
        again=history.ask("tasks_again", chosen)[0]["tasks"],
    )


def _facts(
    history: History,
    chosen: Filters,
    window: Reviewed | None,
    weeks: WorkerWeeks,
    why: FailedRuns,
    found: Changes,
) -> list[Fact]:
    """Without a window, where no run has a time, only what needs no order."""
    counts = by_worker(history, chosen, window)
    suspects, bad = suspect_runs(history, chosen, window), bad_runs(history, chosen, window)
    first = window is None or window.short
    often = failing_often(history, chosen, counts) if first else ()
    facts = [
        *beside(often, of_causes(history, chosen, why, counts), counts),
        *often,
        *touched(history, chosen),
        *judged_bad(bad, chosen),
        *of_failed_runs(
            history, chosen, suspect_outputs(suspects, chosen, window, counts.finished)
        ),
    ]
    if window:
        facts = [
            *with_differences(history, chosen, facts, window),
            *got_worse(weeks, chosen),
            *of_changes(
                found, weeks, {one.worker_id for one in bad if one.bad.window}, chosen, window
            ),
            *while_paused(history, chosen),
            *stuck(history, chosen, window),
            *by_activity(history, chosen, window),
        ]
    facts += [
        *other_failures(facts, counts, chosen),
        *other_suspects(facts, suspects, chosen),
        *other_bad(facts, bad, chosen),
    ]
    names = history.values_of("worker")
    return [replace(fact, worker=names.get(fact.worker_id, fact.worker)) for fact in facts]


def _since(why: FailedRuns, window: Reviewed) -> dict[str, datetime]:
    """From when on a change may have brought a cause that is new: a week before the window."""
    return {row.cause.key: window.since - WEEK for row in why.rows if row.state == lifecycle.NEW}


def _explained(
    history: History, chosen: Filters, facts: list[Fact], since: Mapping[str, datetime]
) -> dict[str, Explained]:
    """What is known beside the changes among facts, by their keys. since: from when on a change may
    have brought a cause, where that is not any time."""
    anytime = chosen.within(None, None)
    changed = [(fact.change, fact.seen) for fact in facts if isinstance(fact.seen, Impact)]
    impacts = [impact for _, impact in changed]
    edited = edits(history, [change for impact in impacts for change in impact.change.changes])
    asked = lacks(history, anytime, impacts, edited) if impacts else ()
    causes_of = causes_moved(history, anytime, impacts)
    told = {}
    for (key, impact), lack, moved in zip(changed, asked, causes_of, strict=True):
        up = [one for one in moved if one.real and one.change > 0]
        at = impact.change.at
        mine = [one for one in up if at >= since.get(one.cause.key, at)]
        told[key] = Explained(tuple(mine), lack)
    return told
