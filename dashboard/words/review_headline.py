"""The finding of the page Review, in one line: who got worse, what is new, or that nothing is."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.analysis import lifecycle
from dashboard.analysis.review.facts import BAD, PRESSING, Fact
from dashboard.analysis.review.review import Review
from dashboard.store.reading.about import About
from dashboard.words import compared
from dashboard.words.causes import window_days
from dashboard.words.edits import listed
from dashboard.words.trends import FALL, moved_surely
from dashboard.words.values import bad_of_judged, count, rate

NO_RUNS = "No runs to show"


def headline(found: Review, about: About) -> str:
    """The finding of the page Review: "2 workers got worse and 1 cause is new on 9–15 Nov 2026"."""
    if not found.now.runs:
        return f"No runs on {window_days(found.window, about.zone)}" if found.window else NO_RUNS
    when = f" on {window_days(found.window, about.zone)}" if found.window else ""
    if told := [*_fell(found), *(list(_news(found)) or _unusual(found))]:
        news = f"{listed(told)}{when}"
        return news[0].upper() + news[1:]
    if found.window is None or found.window.short:
        failed = count(found.now.failed, "run") if found.now.failed else "No run"
        also = f", {judged_bad(found)}" if found.now.bad else ""
        return f"{failed} failed{also}{when}"
    calm = "Nothing new and nobody worse" if found.weeks.tested else "Nothing new"
    if poor := ", ".join(_poor(found)):
        return f"{calm}{when}; {poor}"
    return f"{calm}{when}, {count(found.now.runs, 'run')} checked"


def _news(found: Review) -> Iterator[str]:
    """Who got worse, and what is new."""
    if worse := len(found.weeks.worse):
        yield f"{count(worse, 'worker')} got worse"
    if bad := len(more_bad(found)):
        yield f"{count(bad, 'worker')} {'has' if bad == 1 else 'have'} more bad runs than usual"
    if new := _in_state(found, lifecycle.NEW):
        yield f"{count(new, 'cause')} {'is' if new == 1 else 'are'} new"


def _fell(found: Review) -> Iterator[str]:
    """That fewer runs ended well than before, where no worker is named for it."""
    before = found.before
    if before and not found.weeks.worse and moved_surely(before.success) == FALL:
        was = f"{rate(before.headline.success)} {compared.then(before.time)}"
        yield f"fewer runs ended well ({rate(found.now.success)}, {was})"


def _unusual(found: Review) -> Iterator[str]:
    """What leads where nobody got worse and nothing is new, but not all is well."""
    if back := _in_state(found, lifecycle.CAME_BACK):
        yield f"{count(back, 'cause')} came back"
    if above := _in_state(found, lifecycle.ABOVE):
        yield f"{count(above, 'cause')} {'is' if above == 1 else 'are'} above usual"


def _poor(found: Review) -> Iterator[str]:
    """What keeps a week without news from being a good one: it may be as bad as those before."""
    if found.now.failed:
        yield f"{found.now.failed:,} of {count(found.now.finished, 'finished run')} failed"
    if found.now.bad:
        yield judged_bad(found)


def _in_state(found: Review, state: str) -> int:
    return sum(row.state == state for row in found.causes.rows)


def more_bad(found: Review) -> list[Fact]:
    """The workers of which more runs were judged bad than usually."""
    facts = (fact for item in found.items for fact in item.facts)
    return [fact for fact in facts if fact.kind == BAD and fact.tier == PRESSING]


def judged_bad(found: Review) -> str:
    """How many of the runs that the export judges were bad."""
    return bad_of_judged(found.now.bad, found.now.judged)
