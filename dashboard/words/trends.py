"""What moved: the finding of a chosen period beside the one that it is compared with."""

from __future__ import annotations

from dashboard.analysis.rates import Difference, Rate
from dashboard.analysis.trends import Trends
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.about import About
from dashboard.words.compared import then
from dashboard.words.periods import CUSTOM, period_words, preset_of
from dashboard.words.safe_text import isolated
from dashboard.words.sentences import what_happened
from dashboard.words.values import count, rate
from dashboard.words.worker_weeks import TOO_FEW

FALL, RISE = "a fall", "a rise"
NO_SINGLE = "no single worker stands out"
NAMED = 3
"""So many workers that got worse are named, else the first of them and how many more."""


def what_moved(
    answer: Trends, weeks: WorkerWeeks, chosen: Filters, about: About, *, judged: bool
) -> str:
    """The finding of the page Trends: "Last week 83.1 % of 875 finished runs succeeded, 87.2 %
    the week before: Ann and Ben got worse." Without a period to compare with, what happened.
    """
    before = answer.before
    if before is None or not _told(answer.now.success) or not _told(before.headline.success):
        return what_happened(answer, judged=judged)
    word = "succeeded" if judged else "completed"
    of = count(answer.now.success.n, "finished run")
    told = f"{_when(chosen, about)} {rate(answer.now.success)} of {of} {word}"
    told += f", {rate(before.headline.success)} {then(before.time)}"
    said = _surely(before.success, who_got_worse(weeks, chosen), named=bool(weeks.worse))
    return f"{told}: {said}." if said else f"{told}."


def _surely(by: Difference | None, who: str, *, named: bool) -> str:
    """Who got worse, or whether the rate moved by more than chance where nobody can be named."""
    moved = moved_surely(by)
    if not moved or (who and named):
        return who
    if moved == RISE:
        return f"{moved} beyond chance"
    whose = "too few runs of each worker to say whose" if who == TOO_FEW else NO_SINGLE * bool(who)
    return f"{moved} beyond chance{f'; {whose}' if whose else ''}"


def moved_surely(by: Difference | None) -> str:
    """Whether a rate fell or rose by more than chance, by its 95 % range; "" for neither."""
    if by is None:
        return ""
    low, high = by.interval
    return FALL if high < 0 else RISE if low > 0 else ""


def _told(of: Rate) -> bool:
    return bool(of.n) and not of.few


def _when(chosen: Filters, about: About) -> str:
    name = period_words(chosen, about)
    return f"{name}:" if preset_of(chosen, about) == CUSTOM else name


def who_got_worse(weeks: WorkerWeeks, chosen: Filters) -> str:
    """Who got worse than in the weeks before, beyond chance; "" if that is told of other days than
    the chosen ones."""
    window = weeks.reviewed
    if window is None or window.since != chosen.since:
        return ""
    names = [isolated(week.worker) for week in weeks.worse]
    if not weeks.tested:
        return TOO_FEW if weeks.too_few else ""
    if not names:
        return "no worker got worse by more than chance"
    if len(names) > NAMED:
        return f"{names[0]} and {len(names) - 1:,} more workers got worse"
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{told} got worse"
