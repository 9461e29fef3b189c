"""What is said about causes, in plain sentences from our own words and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from dashboard.analysis import lifecycle
from dashboard.analysis.bad_runs import BadRuns
from dashboard.analysis.cause import OnVersion
from dashboard.analysis.causes import CauseRow, FailedRuns
from dashboard.analysis.lifecycle import Reviewed, Seen, Usual
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT
from dashboard.causes.grouping import NO_REASON
from dashboard.dates import span
from dashboard.store.filters.filters import Filters
from dashboard.words.sentences import untold_words
from dashboard.words.values import (
    PERCENT,
    bad_of_judged,
    count,
    expected_count,
    moment,
    number,
    with_usual,
)

STATE_GLYPHS = {
    lifecycle.NEW: "✱",
    lifecycle.CAME_BACK: "↺",
    lifecycle.ABOVE: "▲",
    lifecycle.QUIET: "○",
    lifecycle.ONGOING: "·",
    lifecycle.TOO_SHORT: "?",
}


def seen_when(row: CauseRow, zone: str) -> str:
    """When a cause was first and last seen."""
    if row.first is None or row.last is None:
        return "First and last seen: not known, as no run with it has a time in the export."
    return f"First seen {moment(row.first, zone)}, last seen {moment(row.last, zone)}."


def why_runs_failed(answer: FailedRuns, chosen: Filters, zone: str) -> str:
    """The finding of the page Failures. chosen: whose runs they are; where the states are about
    other days than these, it says which."""
    if not answer.failed:
        told = "No finished runs to show"
        if answer.finished:
            told = f"No run failed among {count(answer.finished, 'finished run')}"
        were = "was" if answer.bad == 1 else "were"
        return f"{told}; {answer.bad:,} {were} bad." if answer.bad else f"{told}."
    told = failed_for(answer.failed, answer.rows)
    window = answer.reviewed
    apart = window is not None and window.since != chosen.since
    news = [
        f"{found} {state}"
        if apart or state == lifecycle.CAME_BACK
        else f"{found} {'is' if found == 1 else 'are'} {state}"
        for state in (lifecycle.NEW, lifecycle.CAME_BACK, lifecycle.ABOVE)
        if (found := sum(row.state == state for row in answer.rows))
    ]
    of = f"on {window_days(window, zone)}: " if apart and window else ""
    told = f"{told}; {of}{', '.join(news)}." if news else f"{told}."
    return f"{told} {answer.bad:,} more completed and turned out bad." if answer.bad else told


def failed_for(failed: int, rows: Sequence[CauseRow]) -> str:
    """How many runs failed, and for how many causes; that all give no reason is no cause."""
    runs = count(failed, "run")
    if [row.cause.key for row in rows] == [NO_REASON]:
        return f"{runs} failed and {'gives' if failed == 1 else 'give'} no reason"
    return f"{runs} failed for {count(len(rows), 'cause')}"


def which_causes(answer: FailedRuns) -> str:
    """The question that the list of causes answers."""
    causes = len(answer.rows)
    return "What is the cause?" if causes == 1 else f"What are the {causes:,} causes?"


def where_from(answer: FailedRuns) -> str:
    """The question that the bar of origins answers."""
    told = "the failure" if answer.failed == 1 else f"{answer.failed:,} failures"
    return f"Where did {told} come from?"


def share_of(runs: int, failed: int) -> str | None:
    """The share of failures in whole percent; None of too few for one."""
    return f"{100 * runs / failed:.0f}{PERCENT}" if failed >= TOO_FEW_FOR_PERCENT else None


def ordered_by(rows: Sequence[CauseRow]) -> str:
    """In which order causes stand; where nothing is usual, they can't be above it."""
    usual_known = any(row.usual for row in rows)
    return "Furthest above usual first." if usual_known else "Most runs first."


def gathers(versions: Sequence[OnVersion]) -> str:
    """Where the runs of a cause gather: "38 of 51 are Supplier records." It holds text of the
    export; "" where no run names its worker."""
    by_worker: Counter[str] = Counter()
    names: dict[str, str] = {}
    for row in versions:
        if row.worker_id:
            by_worker[row.worker_id] += row.runs
            names[row.worker_id] = row.worker or row.worker_id
    if not by_worker:
        return ""
    runs = sum(row.runs for row in versions)
    (most, mine), *others = by_worker.most_common(2)
    if mine == runs:
        return f"All {runs:,} are {names[most]}." if runs > 1 else f"It is {names[most]}."
    told = f"{mine:,} of {runs:,} are {names[most]}"
    if 2 * mine > runs or not others:
        return f"{told}."
    second, held = others[0]
    return f"They don’t gather: {told}, {held:,} {names[second]}."


def week_by_week(seen: Seen) -> str:
    """The weeks before the reviewed window, oldest first."""
    if not seen.weeks:
        return ""
    before = ", ".join(number(runs) for runs in reversed(seen.weeks))
    if len(seen.weeks) == 1:
        return f"In the week before: {before}."
    return f"In the {len(seen.weeks)} weeks before, oldest first: {before}."


def why_bad(found: BadRuns) -> str:
    """How many runs were judged bad, and for how many of them the export says why."""
    if not found.bad:
        return f"No run was bad among {count(found.judged, 'judged run')}."
    are = "it is" if found.bad == 1 else "they are"
    told = f"{bad_of_judged(found.bad, found.judged)}; {are} in no cause."
    if not found.reasons:
        return f"{told} The export gives no reason (column quality_reason)."
    if not found.without_reason:
        return told
    return f"{told} For {found.without_reason:,} of them the export gives no reason."


def with_an_error(completed_with_error: int) -> str:
    """How many runs completed and yet say an error."""
    carries, are = ("carries", "it is") if completed_with_error == 1 else ("carry", "they are")
    runs = count(completed_with_error, "run")
    return f"{runs} completed and yet {carries} an error; {are} in no cause."


def without_a_reason(failed: int) -> str:
    """How many failed runs give no reason, and where they stand."""
    runs = count(failed, "failed run gives", "failed runs give")
    return f"{runs} no reason; {'it is' if failed == 1 else 'they are'} in “No reason given”."


def counted(row: CauseRow) -> str:
    """How many runs a cause has, by whom, and on how many tasks."""
    told = f"{count(row.runs, 'run')} by {count(row.workers, 'worker')}"
    if row.tasks is None:
        return told
    told = f"{told} on {count(row.tasks, 'task')}"
    if row.unresolved is not None and row.pairs != row.tasks:
        pairs = count(row.pairs or 0, "pair")
        told += f"; of {pairs} of worker and task {row.unresolved:,} still failed"
    elif row.unresolved is not None and row.tasks == 1:
        told += f", which {'still failed' if row.unresolved else 'did not stay failed'}"
    elif row.unresolved is not None:
        told += f", {row.unresolved:,} of them still failed"
    return f"{told}; {untold_words(row.untold)}" if row.untold else told


def window_days(window: Reviewed, zone: str) -> str:
    """The days of the reviewed window: "9–15 Nov 2026"."""
    local = ZoneInfo(zone)
    last = window.until.astimezone(local) - timedelta.resolution
    return span(window.since.astimezone(local), last)


def states_are_about(window: Reviewed, zone: str) -> str:
    """Which window the states are about, and what they compare it with."""
    told = f"States are about {window_days(window, zone)}"
    if window.short:
        return f"{told}; the data before is too short to say what is usual."
    return f"{told}, compared with the {count(window.weeks, 'week')} before."


SEEN_AGAIN = "it was seen after it was expected to be fixed"
"""Of a cause that came back. All of its runs are counted beside it: also those before that day, and
of workers of which nothing was expected."""


def usually(seen: Seen, usual: Usual | None) -> str:
    """How often in the reviewed window, and how often that is usual: "31, usually 18"."""
    return with_usual(seen.window, usual.expected) if usual else number(seen.window)


def state_label(state: str) -> str:
    """A state as glyph and word."""
    return f"{STATE_GLYPHS[state]} {state}"


def why_state(state: str, seen: Seen, usual: Usual | None, when: str) -> str:
    """The rule behind a state with its numbers, in one sentence. when: the reviewed days."""
    runs = f"{number(seen.window)} {'run' if seen.window == 1 else 'runs'} on {when}"
    if state == lifecycle.NEW:
        return (
            f"New: {runs} and {seen.before:,} before; a cause is new when it reaches "
            f"{lifecycle.ENOUGH_RUNS} runs for the first time."
        )
    if state == lifecycle.CAME_BACK:
        return f"Came back: {runs}; {SEEN_AGAIN}."
    if state == lifecycle.QUIET:
        weeks = f"in the {count(len(seen.weeks), 'week')} before"
        before = f"{sum(seen.weeks):,}" if any(seen.weeks) else "nor"
        return f"Quiet: no run on {when}, {before} {weeks}."
    if usual is None:
        return f"{runs}; the data before is too short to say what is usual."
    told = (
        f"{runs}, usually {expected_count(usual.expected)}; "
        f"more than {expected_count(usual.limit)} is unusual"
    )
    return f"{'Above usual' if state == lifecycle.ABOVE else 'Ongoing'}: {told}."
