"""What is said about a worker's reviewed week beside its weeks before."""

from __future__ import annotations

from dashboard.analysis.worker_weeks import WorkerWeek, WorkerWeeks
from dashboard.analysis.worse import OTHER_WORK
from dashboard.words.causes import window_days
from dashboard.words.safe_text import isolated
from dashboard.words.values import BY_ENDING, count, expected_count, with_usual

TOO_FEW = "too few runs of each worker to say who got worse"
NAMED = 3
"""So many workers that are not judged are named, else counted."""


def worse(week: WorkerWeek) -> str:
    """A worker that got worse this week: "Ann (31 failed, usually 18)"."""
    return f"{isolated(week.worker)} ({how_bad(week)})"


def how_bad(week: WorkerWeek) -> str:
    """How much worse: "31 failed, usually 18"."""
    usual = expected_count(week.judged.expected or 0.0)
    return f"{week.week.now.s:,} failed, usually {usual}"


def worse_this_week(weeks: WorkerWeeks, zone: str) -> str:
    """Who got worse in the reviewed week, and who can't be judged, in a sentence or two; "" where
    nothing can be said."""
    if weeks.reviewed is None:
        return f"No worker’s week is judged: {BY_ENDING}." if weeks.by_ending else ""
    when = window_days(weeks.reviewed, zone)
    if not any(week.week.now.n for week in weeks.weeks):
        return f"{when}: no run of a worker ended, so none is judged."
    if not weeks.tested:
        few = f"{when}: {TOO_FEW}." if weeks.too_few else ""
        return f"{few} {_other_work(weeks)}".strip()
    before = count(weeks.reviewed.weeks, "week")
    told = f"{when}: no worker did worse than in the {before} before, beyond chance."
    if weeks.worse:
        names = ", ".join(worse(week) for week in weeks.worse)
        told = f"Worse on {when} than in the {before} before, unlikely to be chance: {names}."
    return f"{told} {_other_work(weeks)}".strip()


def _other_work(weeks: WorkerWeeks) -> str:
    """Whom other work keeps from being compared: "Not compared, as most of the work was of other
    kinds than before: Ann, Ben."."""
    names = [isolated(week.worker) for week in weeks.weeks if week.judged.verdict == OTHER_WORK]
    if not names:
        return ""
    told = ", ".join(names) if len(names) <= NAMED else count(len(names), "worker")
    return f"Not compared, because most of the work was of other kinds than before: {told}."


def withheld(weeks: WorkerWeeks) -> str | None:
    """Why no worker's week is judged; None where they are."""
    if weeks.reviewed is not None:
        return None
    return BY_ENDING if weeks.by_ending else "the data before is too short"


def failed_that_week(week: WorkerWeek | None) -> str | None:
    """Failures of the reviewed week with what is usual: "38, usually 6.0"."""
    if week is None:
        return None
    if week.judged.verdict == OTHER_WORK:
        return f"{week.week.now.s:,}, {OTHER_WORK}"
    if week.judged.expected is None:
        return None
    return with_usual(week.week.now.s, week.judged.expected)
