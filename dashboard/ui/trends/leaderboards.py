"""Any dimension's values beside each other: a click on a name chooses it, another leaves it out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from dashboard.analysis.board import Board, BoardRow, board
from dashboard.analysis.compared import ComparedTime, NotCompared
from dashboard.analysis.coverage import usable
from dashboard.analysis.filter_values import meant
from dashboard.analysis.rates import TOO_FEW_FOR_PERCENT
from dashboard.analysis.worker_weeks import WorkerWeeks
from dashboard.charts.interval_mark import interval_mark, left_end
from dashboard.store.dimensions.dimension import NONE, Dimension, Kind
from dashboard.store.filters.filters import Filters
from dashboard.ui.leaderboard import RATED, rate_heads
from dashboard.ui.links import to_cause, to_other_runs, to_worker
from dashboard.ui.table import Cell, Cells, InLines, table_html
from dashboard.ui.workspace import answer, history, put_param
from dashboard.words.boards import (
    HOW,
    NONE_HAS_ONE,
    change_cell,
    drawn_from,
    failed_cell,
    notes,
    order,
    question,
    told_changes,
)
from dashboard.words.chips import value_words
from dashboard.words.dimensions import inner_label, label, short
from dashboard.words.safe_text import md, visible
from dashboard.words.values import count, interval, percent, rate
from dashboard.words.worker_weeks import worse_this_week

FEWEST = 9
"""Rows of a table that is worth a search."""
LEAVE_OUT, LEFT, OPEN = "Leave out", "≠ left out", "Page"
_PAGES: dict[str, Callable[[str], str]] = {"worker": to_worker, "cause": to_cause}
"""Where the values of a dimension have a page of their own."""


def leaderboard(
    chosen: Filters, weeks: WorkerWeeks, compared: ComparedTime | NotCompared, *, judged: bool
) -> None:
    """Draw the card: a menu of dimensions, and the values of the one that the link names.

    weeks: who got worse in the reviewed week; judged: the export judges completed runs.
    """
    offered = [one for one in usable(history().about) if one.kind is not Kind.TEXT]
    if not offered:
        return
    asked = st.query_params.get("board", "")
    dimension = next((one for one in offered if one.name == asked), offered[0])
    found = answer(board, chosen, dimension)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(md(question(found)))
            _menu(dimension, offered)
        if asked not in ("", dimension.name):
            told = f"“{short(asked)}” is nothing that these runs have, so this is by"
            st.caption(md(f"{told} {label(dimension).lower()}."))
        _draw(found, chosen, weeks, compared, judged=judged)


def _menu(dimension: Dimension, offered: Sequence[Dimension]) -> None:
    st.session_state["board"] = dimension.name
    labels = {one.name: label(one) for one in offered}
    st.selectbox(
        "Leaderboard by",
        list(labels),
        key="board",
        format_func=lambda name: visible(labels[name]),
        label_visibility="collapsed",
        width=220,
        on_change=lambda: put_param("board", st.session_state["board"]),
    )


def _draw(
    found: Board,
    chosen: Filters,
    weeks: WorkerWeeks,
    compared: ComparedTime | NotCompared,
    *,
    judged: bool,
) -> None:
    if not found.rows:
        st.caption(NONE_HAS_ONE)
        return
    left = left_end(row.success for row in found.rows)
    told = order(found, drawn_from(left), judged=judged)
    st.caption(md(told))
    if found.dimension.name == "worker" and (worse := worse_this_week(weeks, history().about.zone)):
        st.markdown(md(worse))
    columns = _columns(found, chosen, left, judged=judged)
    heads = rate_heads(columns)
    st.html(
        _search(found)
        + table_html(
            columns,
            few=[number for number, row in enumerate(found.rows) if row.success.few],
            heads=heads | {"Change": ""},
            lines=_lines(columns, heads),
            alt=f"Runs by {inner_label(found.dimension)}, with their rates and ranges. {told}",
        )
    )
    narrowed = chosen != found.counted
    said = notes(found, compared, history().about, narrowed=narrowed)
    st.caption(md(f"{HOW} {said}".strip()))


def _lines(columns: Collection[str], leads: Collection[str]) -> dict[str, InLines]:
    """A row is two lines on a phone: its name and ways; what leads, how that changed, and what
    failed."""
    kept = {*leads, "Change", "Failed"} if leads else {"Runs", "Failed"}
    rest = [*columns][1:]
    return {
        **{name: InLines.LEFT_OUT for name in rest if name not in kept},
        **dict.fromkeys(leads, InLines.LEADS),
        **dict.fromkeys((LEAVE_OUT, OPEN), InLines.BESIDE),
    }


def _search(found: Board) -> str:
    if len(found.rows) < FEWEST:
        return ""
    told = f"Search {count(len(found.rows), 'row')}"
    return f'<input type="search" data-seek aria-label="{told}" placeholder="{told}">'


def _columns(found: Board, chosen: Filters, left: float, *, judged: bool) -> dict[str, Cells]:
    """The columns that say something."""
    rows, rated = found.rows, any(row.success.n for row in found.rows)
    columns: dict[str, Cells] = {
        label(found.dimension): [_name(found, chosen, row) for row in rows],
        LEAVE_OUT: [_not(found, chosen, row) for row in rows],
        "Runs": [row.runs for row in rows],
    }
    if found.runs >= TOO_FEW_FOR_PERCENT:
        columns["Share"] = [_share(row.runs, found.runs) for row in rows]
    if rated:
        columns[RATED[not judged]] = [_rate(row) for row in rows]
        columns["95 % range"] = [_interval(row, left) for row in rows]
    if told_changes(found):
        columns["Change"] = [
            None if row.change is None else Cell(change_cell(row), by=row.change.value)
            for row in rows
        ]
    columns["Failed"] = [Cell(failed_cell(row), by=row.failed) for row in rows]
    if judged:
        columns["Bad"] = [row.bad for row in rows]
    if any(row.runs != row.finished for row in rows):
        columns["Finished"] = [row.finished for row in rows]
    if any(row.unresolved is not None for row in rows):
        columns["Tasks still failed"] = [row.unresolved for row in rows]
    if to := _PAGES.get(found.dimension.name):
        columns[OPEN] = [
            row.value
            and Cell("open", link=to(row.value), label=f"open {_called(found, row.value)}")
            for row in rows
        ]
    return columns


def _name(found: Board, chosen: Filters, row: BoardRow) -> Cell:
    """The value as the link that chooses it, or takes it off where it is chosen."""
    dimension, value = found.dimension, _chosen_as(row)
    words = _called(found, value)
    by = dimension.words.index(value) if value in dimension.words else words
    kept = value in meant(history(), dimension, chosen.chosen(dimension.name))
    return Cell(
        f"{'✓ ' * kept}{words}",
        link=_to(chosen, dimension, value, drop=False),
        by=by,
        label=f"{'no longer only' if kept else 'only'} {words}",
    )


def _chosen_as(row: BoardRow) -> str:
    return NONE if row.value is None else row.value


def _not(found: Board, chosen: Filters, row: BoardRow) -> Cell:
    """The link that leaves the value out, or takes that off."""
    value = _chosen_as(row)
    left_out = chosen.chosen(found.dimension.name, drop=True)
    dropped = value in meant(history(), found.dimension, left_out)
    address = _to(chosen, found.dimension, value, drop=True)
    text = LEFT if dropped else LEAVE_OUT.lower()
    label = f"{text} {_called(found, value)}"
    return Cell(text, link=address, by=0.0 if dropped else 1.0, label=label)


def _called(found: Board, value: str) -> str:
    return value_words(history(), found.dimension, value)


def _to(chosen: Filters, dimension: Dimension, value: str, *, drop: bool) -> str:
    """The address where a value is chosen or left out, and no more where it is so now: of the two
    it is never both."""
    mine, others = (chosen.chosen(dimension.name, drop=how) for how in (drop, not drop))
    left = _without(dimension, mine, value)
    now = left if len(left) < len(mine) else [*mine, value]
    anew = chosen.choosing(dimension.name, now, drop=drop)
    rest = _without(dimension, others, value)
    return to_other_runs(anew.choosing(dimension.name, rest, drop=not drop))


def _without(dimension: Dimension, named: Sequence[str], value: str) -> list[str]:
    """What is chosen but for a value, whatever that is called there."""
    return [one for one in named if value not in meant(history(), dimension, [one])]


def _share(runs: int, of: int) -> Cell:
    share = runs / of if of else 0.0
    return Cell(percent(share), by=share)


def _rate(row: BoardRow) -> Cell:
    few = row.success.few and row.success.n
    told = f"{rate(row.success)}, few runs" if few else rate(row.success)
    return Cell(told, by=row.success.value or 0.0)


def _interval(row: BoardRow, left: float) -> Cell | None:
    drawn = interval_mark(row.success, left)
    told = f"{rate(row.success)}, {interval(row.success)}"
    return Cell(told, image=drawn, by=row.success.value) if drawn else None
