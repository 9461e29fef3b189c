"""Links of views: read from an address or from filters, and told for the data as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from dashboard.errors import FilterInvalid
from dashboard.ledger.views import ViewLink
from dashboard.store.filters.filter_links import PERIODS, parse, to_params
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.about import About
from dashboard.words.periods import ALL_DATA, in_last_week, key_of, moving, within

PAGES = {
    "": "Review",
    "trends": "Trends",
    "failures": "Failures",
    "changes": "Changes",
    "compare": "Compare",
    "worker": "Workers",
    "run": "Run",
    "data": "Data",
    "find": "Find",
}
"""What pages are called, by their paths."""
LISTS_RUNS = "trends"
"""The page that filters alone are of: it lists the runs."""
LIST_PARAMS = frozenset(["page", "tasks"])
"""Parameters of a link that name the page of a list (ui/paged.py)."""
PAGE_PARAMS = LIST_PARAMS | {
    "id",
    "run",
    "detail",
    "a",
    "b",
    "with",
    "like",
    "all",
    "by",
    "board",
    "as",
    "item",
    "q",
    "minutes",
    "sample",
}
"""Parameters of a link that are no filters: whose page it is, and how it is drawn."""
EVERYTHING = key_of(ALL_DATA)
_ALL = {"all": EVERYTHING}
_LAST_WEEK = key_of("Last week")


def read_link(text: str, about: About) -> ViewLink:
    """What a person wrote as a view: the address of a page, with or without its server, or filters
    alone, like "worker=Ann&outcome=failed". Raises FilterInvalid for a page or a period that is
    none; parameters that no page knows are kept.
    """
    try:
        address = urlsplit(text if "?" in text or "=" not in text else f"{LISTS_RUNS}?{text}")
        params = parse_qs(address.query, keep_blank_values=True)
    except ValueError:
        raise _no_view(text) from None
    page = address.path.strip("/")
    if not page and not text.startswith(("/", "http")):
        page = LISTS_RUNS
    if page not in PAGES:
        raise _no_view(text)
    parse(params, about.zone).followed()  # or says what can't be
    return view_link(page, params, about)


def view_link(page: str, params: Mapping[str, Sequence[str]], about: About) -> ViewLink:
    """A view of the parameters of a link, of which `period` names one that moves, or all data.
    Raises FilterInvalid for a period that is none."""
    own = {name: tuple(held) for name, held in params.items() if name != "period" and held}
    return ViewLink(page, tuple(sorted(own.items())), _period(params, about))


def _period(params: Mapping[str, Sequence[str]], about: About) -> str:
    """The period that moves, "" where days are named. A link that names neither is about what its
    page shows: the last complete week, if the data covers it."""
    named = [_ALL.get(name, name) for name in map(key_of, params.get("period", ()))]
    dated = [name for name in PERIODS if params.get(name)]
    if not named and not dated:
        return EVERYTHING if in_last_week(ALL, about) == ALL else _LAST_WEEK
    known = [EVERYTHING, *map(key_of, moving(about))]
    listed = " and ".join(dated) or "all but one"
    if len(named) + bool(dated) > 1:
        raise FilterInvalid("A view has one period.", remedy=f"Leave out period, or {listed}.")
    if named and named[0] not in known:
        raise FilterInvalid(
            f"“{named[0]}” is no period.",
            remedy=f"It is one of {', '.join(known)}, or days by since, until or week.",
        )
    return named[0] if named else ""


def params_now(link: ViewLink, about: About) -> dict[str, list[str]]:
    """The parameters of the link of a view, a period that moves as its days of now. One that is not
    known any more stays a name, which the page says to be none."""
    own = {name: list(held) for name, held in link.params}
    if not link.period:
        return own
    days = {key_of(name): days for name, days in moving(about).items()}
    if link.period == EVERYTHING:
        return own | {"period": ["all"]}
    if link.period not in days:
        return own | {"period": [link.period]}
    return own | to_params(within(ALL, days[link.period], about.zone), about.zone)


def address_now(link: ViewLink, about: About) -> str:
    """The address of a view in the app, for the data as it is now."""
    query = urlencode(params_now(link, about), doseq=True, quote_via=quote)
    return f"/{link.page}?{query}" if query else f"/{link.page}"


def _no_view(text: str) -> FilterInvalid:
    named = ", ".join(f"/{page}" for page in PAGES)
    return FilterInvalid(
        f"“{text}” is no page and no filter.",
        remedy="Write a link of a page, like “/failures?worker=Ann”, or filters, like "
        f"“worker=Ann&outcome=failed”. The pages are {named}.",
    )
