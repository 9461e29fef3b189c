"""Addresses that are no page lead to the one that was meant, or to the first with a word."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.addresses import MEANT, NAMING, NO_PAGE, PAGES, instead_of
from dashboard.words.view_links import PAGES as NAMED


def test_all_pages_are_known() -> None:
    assert {*NAMED, "views"} == PAGES
    assert not MEANT.keys() & PAGES
    assert {*MEANT.values(), *NAMING} <= PAGES


@pytest.mark.parametrize("page", sorted(PAGES))
@pytest.mark.parametrize(
    "query", ["", "since=2026-11-09&until=2026-11-15", "worker=a&worker=b", "x"]
)
def test_a_page_is_itself(page: str, query: str) -> None:
    assert instead_of(f"/{page}", query) is None


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/review", "/"),
        ("/Home?period=all", "/?period=all"),
        ("/index.html", "/"),
        ("/trends/", "/trends"),
        ("/TRENDS?by=day", "/trends?by=day"),
        ("/workers", "/worker"),
        ("/worker/w02?since=2026-11-09", "/worker?id=w02&since=2026-11-09"),
        ("/runs", "/trends"),
        ("/runs/run-7/", "/run?run=run-7"),
        ("/run/a/b", "/run?run=a%2Fb"),
        ("/run?id=7&period=all", "/run?run=7&period=all"),
        ("/worker/w1?id=w2", "/worker?id=w1"),
        ("/causes/record-access", "/failures?detail=record-access"),
        ("/search/late invoice", "/find?q=late%20invoice"),
        ("/search?q=a%20b", "/find?q=a%20b"),
        ("/foo/bar?period=all", "/?no-page=%2Ffoo%2Fbar&period=all"),
        ("/data/x", "/?no-page=%2Fdata%2Fx"),
        ("//evil.example/x", "/?no-page=%2F%2Fevil.example%2Fx"),
        ("/start/evil.example", "/?no-page=%2Fstart%2Fevil.example"),
    ],
)  # fmt: skip
def test_what_was_meant_is_opened(address: str, leads: str) -> None:
    path, _, query = address.partition("?")
    assert instead_of(path, query) == leads
    there = urlsplit(leads)
    assert instead_of(there.path, there.query) is None, "it leads on and on"


@pytest.mark.parametrize(
    "path", ["/" + "x" * 5000, "/<script>", "/\u202eabc", "/\r\nSet-Cookie: a", "/%2F"]
)
def test_any_address_leads_to_the_first_page_once(path: str) -> None:
    leads = instead_of(path, "no-page=before")
    assert leads and leads.startswith("/?no-page=") and leads.isascii() and leads.isprintable()
    assert parse_qs(urlsplit(leads).query) == {NO_PAGE: [path[:100]]}
