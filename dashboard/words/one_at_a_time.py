"""That one thing should be changed at a time, where something else of a worker is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.change import key_of
from dashboard.analysis.coverage import judged
from dashboard.analysis.impact import Impact
from dashboard.ledger.decisions import Decision
from dashboard.store.reading.about import About
from dashboard.words.changes import finding
from dashboard.words.decisions import one_at_a_time
from dashboard.words.edits import all_changed, on


@dataclass(frozen=True, slots=True)
class OneThing:
    """A warning. change: the key in links of the change that it is about, "" for none."""

    told: str
    change: str = ""


def one_thing(
    worker_id: str, others: Sequence[Decision], too_early: Sequence[Impact], about: About
) -> list[OneThing]:
    """The warnings about a worker. others: decisions that may be about it; too_early: changes of
    which nothing can be said yet."""
    open_ones = [one for one in others if is_open(one, worker_id)]
    told = [OneThing(one_at_a_time(decision, about.zone)) for decision in open_ones]
    early = [change for change in too_early if change.change.worker_id == worker_id != ""]
    return told + [
        OneThing(
            f"One thing at a time: {all_changed(change.change)}, {on(change.change, about.zone)}, "
            f"is too early to judge. {finding(change, judged=judged(about))}",
            key_of(change),
        )
        for change in early[:1]
    ]


def is_open(decision: Decision, worker_id: str) -> bool:
    """Whether something was decided about a worker that is not carried out."""
    return decision.waits and decision.subject.worker_id == worker_id != ""
