"""What is said of saved views."""

from __future__ import annotations

from dashboard.analysis.gone import gone
from dashboard.ledger.views import View, ViewLink
from dashboard.store.filters.filter_links import is_filter, parse
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.chips import chips
from dashboard.words.dimensions import lost_named, short
from dashboard.words.periods import dates
from dashboard.words.safe_text import isolated
from dashboard.words.values import moment
from dashboard.words.view_links import EVERYTHING, PAGE_PARAMS, PAGES, params_now

MOVES, STAYS = "moves", "stays"
"""Whether the period of a view moves with the data."""
NONE_YET = (
    "No view is saved yet. “Save view”, at the top of a page, keeps its filters and its period "
    "under a name, for all who use this workspace."
)


def all_views(count: int, listed: int) -> str:
    """What leads to the list of all views, of which so many are in sight."""
    return f"All {count:,} views" if count > listed else "Manage views"


def saved_told(view: View, zone: str) -> str:
    """When a view was saved, and by whom."""
    by = f" by {isolated(view.who)}" if view.who else ""
    return f"Saved {moment(view.at, zone)}{by}."


def view_filters(history: History, link: ViewLink) -> Filters:
    """The runs that a view is about now."""
    return parse(params_now(link, history.about), history.about.zone).filters


def view_told(history: History, link: ViewLink) -> str:
    """What a view shows: its page, its period and its filters: "Failures, last week (now 9–15 Nov
    2026), Worker is Ann". It holds text of the export."""
    filters = view_filters(history, link)
    own = [
        f"{name} {isolated(short(value))}"
        for name, values in link.params
        if not is_filter(name)
        for value in values
    ]
    chosen = [isolated(chip.words) for chip in chips(history, filters)]
    page = PAGES.get(link.page, link.page)
    return ", ".join([page, *own, _period_told(history, link, filters), *chosen])


def _period_told(history: History, link: ViewLink, filters: Filters) -> str:
    if not link.period:
        return dates(filters, history.about) if filters.since or filters.until else "all data"
    if link.period == EVERYTHING:
        return "all data"
    told = link.period.replace("-", " ")
    now = f"now {dates(filters, history.about)}" if filters.since else "there is none now"
    return f"{told} ({now})"


def lost_told(history: History, link: ViewLink) -> str:
    """What a view names that no run has (any more), in a sentence; "" if there is nothing."""
    lost = gone(history, view_filters(history, link))
    named = [lost_named(one.dimension, one.value) for one in lost]
    return f"No run has the {', the '.join(named)}." if named else ""


def unknown_told(link: ViewLink) -> str:
    """What a view holds that no page of this version reads, in a sentence; "" for nothing."""
    unknown = [name for name, _ in link.params if not is_filter(name) and name not in PAGE_PARAMS]
    named = ", ".join(f"“{isolated(short(name))}”" for name in unknown)
    return f"{named}: no filter of this version. It is kept and passed over." if named else ""
