"""A long list is drawn a page of it at a time, to its end; the link names the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import streamlit as st

from dashboard.ui.links import to_here
from dashboard.words.dimensions import short
from dashboard.words.safe_text import md
from dashboard.words.values import count

T = TypeVar("T")

ON_PAGE = 25
RUN_LIST, TASK_LIST = "page", "tasks"
"""The parameters of a link that name the page of a list."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """The part of a list that is shown. name: the parameter that names it; of: how many rows the
    list has; page: which page this is, from 1 on; vain: what the link names in its place that is no
    page of the list, "" for nothing."""

    name: str
    of: int
    page: int
    vain: str = ""

    @property
    def pages(self) -> int:
        return max(1, -(-self.of // ON_PAGE))

    @property
    def first(self) -> int:
        """How many rows come before those that are shown."""
        return ON_PAGE * (self.page - 1)

    @property
    def whole(self) -> bool:
        """Whether all of the list is shown."""
        return self.pages == 1

    def rows(self, held: Sequence[T]) -> Sequence[T]:
        """Those of all rows of the list that are shown."""
        return held[self.first : self.first + ON_PAGE]

    def told(self, thing: str) -> str:
        """Which rows are shown: "62 runs", "26 to 50 of 62 runs"."""
        if self.whole:
            return count(self.of, thing)
        last = min(self.first + ON_PAGE, self.of)
        return f"{self.first + 1:,} to {last:,} of {count(self.of, thing)}"


def part(name: str, of: int) -> ListPage:
    """The part of a list that the link names, its first page if it names none that is."""
    named, first = st.query_params.get(name, "1"), ListPage(name, of, 1)
    is_page = named.isascii() and named.isdecimal() and 1 <= int(named[:9]) <= first.pages
    return ListPage(name, of, int(named)) if is_page else replace(first, vain=named)


def draw_vain(shown: ListPage) -> None:
    """Say where the link names a page that the list does not have."""
    if shown.vain:
        told = f"The link’s page “{short(shown.vain)}” was left out."
        st.caption(md(f"{told} This list has {count(shown.pages, 'page')}; this is the first."))


def draw_ways(shown: ListPage, back: str, on: str) -> None:
    """The ways to the pages before and after; nothing where the list has one page. back, on: what
    leads there."""
    if shown.whole:
        return
    with st.container(horizontal=True, gap="small"):
        for word, page in ((back, shown.page - 1), (on, shown.page + 1)):
            there = to_here(**{shown.name: str(page)})
            closed = not 1 <= page <= shown.pages
            st.link_button(md(word), there, type="tertiary", disabled=closed)
