"""What a review is called: by its week, its days or the export, and by which runs it is of."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from dashboard.analysis.coverage import judged
from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.review.review import Review
from dashboard.dates import day, span
from dashboard.ledger.weeks import Minutes
from dashboard.store.filters.filter_links import write_set
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.set_names import set_name
from dashboard.words.values import count

_FIT_FOR_FILES = re.compile(r"[0-9A-Za-z.-]+")
_DIGITS = 8
"""So many digits tell the chosen runs of one review from those of another of the same days."""


def review_name(history: History, found: Review) -> str:
    """What a review is kept under, the same for everybody who reviews the same: "2026-W46",
    "2026-11-16..2026-11-18", "export-20261128T141200" where no run has a time. It fits into links
    and names of files."""
    zone = history.about.zone
    days = _days(found.window, zone) if found.window else _export(loaded(history))
    chosen = _chosen(found)
    if chosen == Filters():
        return days
    digest = sha256(write_set(chosen, zone).encode()).hexdigest()
    return f"{days}-{digest[:_DIGITS]}"


def reviewed_runs(history: History, found: Review) -> str:
    """Of which runs a review is, where it is not of all: "runs of Ann"; "" for all."""
    chosen = _chosen(found)
    if chosen == Filters():
        return ""
    return set_name(history, chosen, judged=judged(history.about))


def loaded(history: History) -> datetime | None:
    """When the newest export was loaded."""
    imports = history.ask("imports")
    return imports[0]["imported_at"] if imports else None


def fits_files(name: str) -> bool:
    """Whether a name is one that reviews may have, whoever wrote it into a link or a ledger."""
    return bool(_FIT_FOR_FILES.fullmatch(name))


def _chosen(found: Review) -> Filters:
    chosen = found.chosen.within(None, None)
    return chosen.compared_with(Filters().against)


def _export(at: datetime | None) -> str:
    return f"export-{at:%Y%m%dT%H%M%S}" if at else "export"


def week_name(since: datetime, until: datetime, zone: str) -> str:
    """What a week is called, "2026-W46"; "" for days that are no week from Monday to Sunday."""
    local = ZoneInfo(zone)
    first, end = since.astimezone(local), until.astimezone(local)
    length = end.replace(tzinfo=None) - first.replace(tzinfo=None)
    if first.weekday() or length != WEEK or not _midnight(first):
        return ""
    year, week, _ = first.isocalendar()
    return f"{year}-W{week:02}"


def _days(window: Reviewed, zone: str) -> str:
    """The name of a window: its week, its days, or its times where it ends within a day."""
    if week := week_name(window.since, window.until, zone):
        return week
    local = ZoneInfo(zone)
    first, end = window.since.astimezone(local), window.until.astimezone(local)
    if _midnight(first) and _midnight(end):
        last = end - datetime.resolution
        return f"{first.date()}..{last.date()}"
    return f"{_second(first)}..{_second(end)}"


def _second(at: datetime) -> str:
    return f"{at.date()}T{at:%H%M%S}"


def _midnight(at: datetime) -> bool:
    return (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)


def short_title(minutes: Minutes) -> str:
    """A review as a list of them names it: "2026-W46", "16 Nov 2026", "runs loaded on 28 Nov
    2026"; of which runs stands behind."""
    told = minutes.week or _when(minutes)
    return f"{told}, {minutes.of}" if minutes.of else told


def closed_words(minutes: Minutes) -> str:
    """That a review was closed, and how many of its findings nobody decided about or put off:
    "Closed: 2026-W46. 12 findings were left undecided."."""
    left = len(minutes.left)
    told = f" {count(left, 'finding')} {'was' if left == 1 else 'were'} left undecided."
    return f"Closed: {short_title(minutes)}.{told if left else ''}"


def review_title(minutes: Minutes) -> str:
    """The heading of minutes: "Review of 2026-W46, 9–15 Nov 2026", "Review of the runs loaded on 28
    Nov 2026"."""
    when = _when(minutes)
    told = f"{minutes.week}, {when}" if minutes.week else when
    return f"Review of {told}, {minutes.of}" if minutes.of else f"Review of {told}"


def _when(minutes: Minutes) -> str:
    local = ZoneInfo(minutes.zone)
    if minutes.since is None or minutes.until is None:
        on = f" loaded on {day(minutes.loaded.astimezone(local))}" if minutes.loaded else ""
        return f"the runs{on}"
    last = minutes.until.astimezone(local) - datetime.resolution
    return span(minutes.since.astimezone(local), last)


def data_of(minutes: Minutes) -> str:
    """Of when the data was: "Data of 16 Nov 2026, times in UTC"; that it has no times."""
    if minutes.since is None:
        return "No run has a time in the export"
    if minutes.as_of is None:
        return f"Times in {minutes.zone}"
    of = day(minutes.as_of.astimezone(ZoneInfo(minutes.zone)))
    return f"Data of {of}, times in {minutes.zone}"
