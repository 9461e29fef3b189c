"""Addresses that are no page: what was meant by them, and where they lead.

Streamlit shows its first page under them, and a window that says "Page not found" over it.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

PAGES = frozenset(
    ["", "trends", "failures", "changes", "compare", "worker", "run", "data", "find", "views"]
)
"""The paths of all pages."""
NO_PAGE = "no-page"
"""The parameter of a link to the first page that says which address led there in vain."""
LONGEST = 100
"""Letters of such an address that are told."""
MEANT = {
    **dict.fromkeys(("review", "home", "index", "index.html", "start", "dashboard", "app"), ""),
    **dict.fromkeys(("trend", "overview", "runs"), "trends"),
    **dict.fromkeys(("failure", "failed", "causes", "cause", "errors", "tasks"), "failures"),
    **dict.fromkeys(("change", "regressions"), "changes"),
    **dict.fromkeys(("comparison", "comparisons"), "compare"),
    **dict.fromkeys(("workers", "agents", "agent"), "worker"),
    **dict.fromkeys(("import", "imports", "load", "upload", "settings"), "data"),
    **dict.fromkeys(("search",), "find"),
    **dict.fromkeys(("view", "saved"), "views"),
}
"""What people write for a page, and the page."""
NAMING = {"worker": "id", "run": "run", "failures": "detail", "changes": "detail", "find": "q"}
"""By page the parameter that names the one thing that it is about."""
ONE_OF = {"runs": "run"}
"""Where a word with a name behind it means another page than alone."""


def instead_of(path: str, query: str) -> str | None:
    """Where an address leads that is no page; None for one that is.

    path: unquoted; query: as a browser sends it. The query goes along. "/Workers/w02" is the worker
    w02, "/run?id=7" the run 7; what nobody can know is the first page, which says so.
    """
    word, _, named = path.strip("/").partition("/")
    word, named = word.lower(), named.strip("/")
    page = MEANT.get(ONE_OF.get(word, word) if named else word, ONE_OF.get(word, word))
    params = parse_qsl(query, keep_blank_values=True)
    own = NAMING.get(page)
    if page not in PAGES or (named and not own):
        told = path[:LONGEST]
        return "/?" + urlencode([(NO_PAGE, told), *_but(params, NO_PAGE)], quote_via=quote)
    held = [(own if name == "id" and own else name, value) for name, value in params]
    if named and own:
        held = [(own, named), *_but(held, own)]
    if f"/{page}" == path and held == params:
        return None
    return f"/{quote(page)}" + (f"?{urlencode(held, quote_via=quote)}" if held else "")


def _but(params: list[tuple[str, str]], name: str) -> list[tuple[str, str]]:
    return [one for one in params if one[0] != name]
