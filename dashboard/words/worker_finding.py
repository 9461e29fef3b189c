"""What is wrong with a worker, in the parts of one sentence: its week, since when, which cause."""

from __future__ import annotations

from collections.abc import Collection
from math import sqrt

from dashboard.analysis import lifecycle, verdict
from dashboard.analysis.causes import CauseRow
from dashboard.analysis.change_log import Change
from dashboard.analysis.impact import Impact
from dashboard.analysis.lifecycle import Reviewed
from dashboard.analysis.rates import FEW_RUNS
from dashboard.analysis.worker_finding import WorkerFinding
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.analysis.worse import FEW, OTHER_WORK, WORSE
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.about import About
from dashboard.words.causes import window_days
from dashboard.words.changes import word
from dashboard.words.edits import all_changed, is_shift, on
from dashboard.words.periods import preset_of
from dashboard.words.values import BY_ENDING, count, expected_count

NONE_TO_SAY = 0.05
"""An expected count below this is called none."""
_SINCE = {lifecycle.NEW: ", a new cause", lifecycle.CAME_BACK: ", which came back"}
TOO_SHORT = "the data before is too short to say what is usual"


def no_usual() -> str:
    """What is said of a week whose failures stand above it, where nothing says what is usual."""
    return f"{TOO_SHORT[:1].upper()}{TOO_SHORT[1:]}"


def week_part(found: WorkerFinding, finished: int, bad: int, about: About) -> str:
    """How many failed in the reviewed week and how many usually do: "38 of 98 failed last week,
    usually 6". finished, bad: runs of the chosen period, for data without such a week."""
    if found.reviewed is None:
        told = _failed(found.causes.failed, finished)
        if bad:
            told += f", {bad:,} {'was' if bad == 1 else 'were'} bad"
        return f"{told}: {BY_ENDING}" if found.only.by_ending else f"{told}, and {TOO_SHORT}"
    when = in_window(found.reviewed, about)
    if found.week is None or not found.ran:
        return f"No run finished {when}"
    now = found.week.week.now
    beside = _beside_usual(found.week, found.reviewed, since=found.usual_is_since)
    return f"{_failed(now.s, now.n)} {when}{beside}"


def _failed(failed: int, finished: int) -> str:
    if not failed:
        return f"None of {count(finished, 'finished run')} failed"
    return f"{failed:,} of {finished:,} failed"


def in_window(window: Reviewed, about: About) -> str:
    """The reviewed window in a sentence: "last week", "on 2–15 Nov 2026"."""
    if preset_of(ALL.within(window.since, window.until), about) == "Last week":
        return "last week"
    return f"on {window_days(window, about.zone)}"


def _beside_usual(found: WorkerWeek, window: Reviewed, *, since: bool) -> str:
    """How the failures of a week stand to those that are usual, as far as that can be said.

    since: whether what is usual has become so by a regression that stands.
    """
    week, judged = found.week, found.judged
    if judged.verdict == FEW:
        where = "" if week.now.n < FEW_RUNS else " before"
        return f": too few runs{where} to judge"
    if judged.verdict == OTHER_WORK or judged.expected is None:
        return f": {OTHER_WORK}, so not compared"
    usual = expected_count(judged.expected) if judged.expected >= NONE_TO_SAY else "none"
    if since:
        before = count(window.weeks, "week")
        return f", usually {usual}, though part of the {before} before was already worse"
    told = f", usually {usual}"
    if judged.verdict == WORSE:
        return told
    by, spread = week.now.s - judged.expected, max(1.5, sqrt(judged.expected))
    if abs(by) <= spread:
        return f"{told}: as usual"
    return f"{told}: {'more' if by > 0 else 'fewer'} than usual, which may be chance"


def turn_part(found: Impact, about: About, blank: Collection[Change] = ()) -> str:
    """Since when it goes so: "worse since about 8 Nov 2026". blank: edits of white space only."""
    day = on(found.change, about.zone)
    if is_shift(found.change):
        words = {verdict.REGRESSED: "worse since", verdict.IMPROVED: "better since"}
        return f"{words.get(found.verdict, 'since')} {day}"
    what = f"{all_changed(found.change, blank)}, {day}"
    if found.stands:
        return f"worse since {what}"
    if found.verdict == verdict.IMPROVED:
        return f"better since {what}"
    return f"{what}: {word(found)}"


def cause_part(row: CauseRow, failed: int) -> str:
    """How many of the failed runs have a cause: "all 38 are “Missing access to a record”"."""
    name = f"“{row.cause.label}”{_SINCE.get(row.state, '')}"
    if failed == 1:
        return f"its cause is {name}"
    if row.runs == failed:
        return f"all {failed:,} are {name}"
    return f"{row.runs:,} of {failed:,} failed runs {'is' if row.runs == 1 else 'are'} {name}"


def compared_with(window: Reviewed, zone: str) -> str:
    """Which days are judged and what they are compared with, in a sentence."""
    before = count(window.weeks, "week")
    return f"{window_days(window, zone)}, compared with the {before} before."


def failed_in(window: Reviewed | None, zone: str) -> str:
    """The heading of failures of the reviewed week: "Failed 9–15 Nov 2026"."""
    return f"Failed {window_days(window, zone)}" if window else "Failed"
