"""The list that unfolds from Filter: every dimension with its values, each to be chosen or left out
by one click, and one field that searches all of them.

It is counted when it is opened, and draws itself anew, closed, for other filters: so a choice
closes it. static/page.js searches it and walks it by key.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

import streamlit as st

from dashboard.analysis.filter_values import FilterValues, ValueRuns, filter_values, meant
from dashboard.store.dimensions.dimension import NONE, Dimension, Kind
from dashboard.store.dimensions.known import FILTERS, named
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.ui import attributes
from dashboard.ui.attributes import coded
from dashboard.ui.links import to_other_runs
from dashboard.ui.states import told
from dashboard.ui.workspace import answer, history
from dashboard.words.chips import value_words
from dashboard.words.dimensions import inner_label, label
from dashboard.words.safe_text import visible
from dashboard.words.values import count

_LISTS = "lists of filters"
_MARK = "\ue000here\ue000"
_HERE = quote(_MARK)
"""Stands in an address for a value that is chosen, as static/page.js knows it, too."""
AT_ONCE = 5
"""Values of a dimension that are seen before one searches, or unfolds the rest."""


@dataclass(frozen=True, slots=True)
class Panel:
    """What the list is about. chosen: the filters of the link; counted: those by which runs are
    counted; offered: the dimensions, of which some value is there."""

    chosen: Filters
    counted: Filters
    offered: tuple[Dimension, ...]


@st.fragment
def filter_panel(panel: Panel) -> None:
    """Draw the button, and below it the list once it is open."""
    unfolded = st.popover(
        "Filter", icon=":material/add:", key=_drawn_anew(panel.chosen), on_change="rerun"
    )
    with unfolded:
        if unfolded.open:
            with told():
                st.html("".join(_panel(history(), panel)))


def _drawn_anew(chosen: Filters) -> str:
    """The key of the list: another whenever other filters hold than before, and never an old one,
    of which Streamlit would remember that it was open."""
    number, of = st.session_state.get(_LISTS, (0, None))
    if of != chosen:
        st.session_state[_LISTS] = (number + 1, chosen)
    return f"filter-panel-{st.session_state[_LISTS][0]}"


def _panel(held: History, panel: Panel) -> Iterator[str]:
    about = f"{count(len(panel.offered), 'filter')} and their values"
    yield (
        f'<div data-filter-list data-text="{_address(panel.chosen, "text")}">'
        f'<input type="search" aria-label="Search {about}" placeholder="Search {about}"'
        ' autocomplete="off">'
        "<p data-hint hidden>Enter takes the first, Shift and Enter leave it out.</p>"
        "<ul data-found hidden></ul>"
    )
    yield from _pinned(held, panel)
    yield '<div class="dimensions">'
    for dimension in panel.offered:
        if dimension.kind is not Kind.TEXT:
            yield from _dimension(held, panel, dimension)
    yield "</div>"
    yield _latest_only(panel.chosen)
    yield _hidden(panel.offered)
    yield "</div>"


def _pinned(held: History, panel: Panel) -> Iterator[str]:
    """What is chosen, with its numbers; a click takes it off."""
    rows = [
        _chosen(held, panel, named(name), value, drop=drop)
        for choices, drop in ((panel.chosen.keep, False), (panel.chosen.drop, True))
        for name, values in choices
        for value in values
    ]
    if rows:
        yield f'<ul class="chosen" aria-label="Chosen">{"".join(rows)}</ul>'


def _chosen(held: History, panel: Panel, dimension: Dimension, value: str, *, drop: bool) -> str:
    left = [one for one in panel.chosen.chosen(dimension.name, drop=drop) if one != value]
    address = to_other_runs(panel.chosen.choosing(dimension.name, left, drop=drop))
    how = "contains" if dimension.kind is Kind.TEXT else "is"
    words = f"{label(dimension)} {'is not' if drop else how} {value_words(held, dimension, value)}"
    runs = ""
    if dimension.kind is not Kind.TEXT:
        found = _values(panel, dimension)
        runs = f"{sum(found.runs_of(one) for one in meant(held, dimension, [value])):,}"
    return (
        f'<li><a href="{html.escape(address)}" title="Take off">'
        f'<span>{"≠" if drop else "✓"} {_text(words)}</span><span class="n">{runs}</span></a></li>'
    )


def _values(panel: Panel, dimension: Dimension) -> FilterValues:
    return answer(filter_values, panel.counted, dimension)


def _dimension(held: History, panel: Panel, dimension: Dimension) -> Iterator[str]:
    found = _values(panel, dimension)
    name = dimension.name
    asked = (*panel.chosen.chosen(name), *panel.chosen.chosen(name, drop=True))
    chosen = meant(held, dimension, asked)
    rest = [one for one in found.listed if one.value not in chosen]
    if rest and found.without and NONE not in chosen and not dimension.ending:
        rest.append(ValueRuns(NONE, found.without))
    if not rest:
        return
    called = label(dimension)
    keep, drop = (_address(panel.chosen, name, drop=drop) for drop in (False, True))
    more = [[one.value, visible(value_words(held, dimension, one.value)), one.runs]
            for one in rest[AT_ONCE:]]  # fmt: skip
    unseen = found.values - len(found.listed)
    yield (
        f'<section data-dimension="{coded(visible(called))}" data-is="{keep}" data-not="{drop}"'
        f' data-more="{coded(json.dumps(more))}"{" data-beyond" * (unseen > 0)}>'
        f'<div>{_text(called)}</div><ul aria-label="{attributes.told(called)}">'
    )
    for one in rest[:AT_ONCE]:
        yield _row(held, dimension, one, keep, drop)
    yield "</ul>"
    if more:
        of = f" of {len(more) + unseen:,}" if unseen > 0 else ""
        yield f'<button type="button" data-unfold>{len(more):,} more{of}</button>'
    yield "</section>"


def _row(held: History, dimension: Dimension, one: ValueRuns, keep: str, drop: str) -> str:
    called = value_words(held, dimension, one.value)
    value = quote(one.value, safe="")
    without = attributes.told(f"{label(dimension)} is not {called}")
    return (
        f'<li data-value="{coded(one.value)}"><a href="{keep.replace(_HERE, value)}">'
        f'<span>{_text(called)}</span><span class="n">{one.runs:,}</span></a>'
        f'<a href="{drop.replace(_HERE, value)}" class="not" aria-label="{without}">not</a></li>'
    )


def _address(chosen: Filters, name: str, *, drop: bool = False) -> str:
    """The address of this page with one more value of a dimension, or with another text, which is
    to stand at its _HERE."""
    beside = () if named(name).kind is Kind.TEXT else chosen.chosen(name, drop=drop)
    return html.escape(to_other_runs(chosen.choosing(name, [*beside, _MARK], drop=drop)))


def _latest_only(chosen: Filters) -> str:
    address = html.escape(to_other_runs(replace(chosen, latest_only=not chosen.latest_only)))
    sign = "✓ " * chosen.latest_only
    return f'<p><a href="{address}">{sign}Latest run of each task only</a></p>'


def _hidden(offered: Sequence[Dimension]) -> str:
    missing = [dimension for dimension in FILTERS if dimension not in offered]
    if not missing:
        return ""
    hidden = f"{count(len(missing), 'filter')} hidden, not in your export"
    return f"<p>{_text(hidden)}: {_text(', '.join(map(_with_column, missing)))}.</p>"


def _with_column(dimension: Dimension) -> str:
    """What a filter is called, and the column that it needs where that is called otherwise."""
    name, column = inner_label(dimension), dimension.columns[0]
    return name if name == column else f"{name} ({column})"


def _text(text: str) -> str:
    return html.escape(visible(text))
