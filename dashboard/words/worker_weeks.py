"""What is said about a worker's reviewed week beside its weeks before."""

from __future__ import annotations

from dashboard.analysis.worker_weeks import WorkerWeek, WorkerWeeks
from dashboard.words.causes import window_words
from dashboard.words.values import count, expected_count


def worse(it: WorkerWeek) -> str:
    """A worker that got worse this week: "Ann: 31 failed, usually 18"."""
    usual = expected_count(it.judged.expected or 0.0)
    return f"{it.worker}: {it.week.now.s:,} failed, usually {usual}"


def worse_this_week(weeks: WorkerWeeks, zone: str) -> str:
    """Who got worse in the reviewed week, in a sentence; "" where nothing can be said."""
    if weeks.reviewed is None:
        return ""
    when = window_words(weeks.reviewed, zone)
    before = count(weeks.reviewed.weeks, "week")
    if not weeks.worse:
        return f"No worker got worse in {when} than in the {before} before, beyond chance."
    names = "; ".join(worse(it) for it in weeks.worse)
    return f"Worse in {when} than in the {before} before, unlikely to be chance: {names}."


def failed_that_week(it: WorkerWeek | None) -> str | None:
    """Failures of the reviewed week with what is usual: "38, usually 6.0"."""
    if it is None or it.judged.expected is None:
        return None
    return f"{it.week.now.s:,}, usually {expected_count(it.judged.expected)}"
