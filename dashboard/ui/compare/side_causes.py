"""Why the runs of two sets failed, side by side; each cause and each count is a link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.side_causes import SideCause
from dashboard.store.filters.filters import Filters
from dashboard.ui.links import linked, to_cause
from dashboard.ui.table import Cell, as_text, draw_table
from dashboard.ui.workspace import filters
from dashboard.words.compare import (
    CHANCE,
    UNLIKELY,
    both_brief,
    cause_counts,
    headed,
    share_percent,
)
from dashboard.words.compare import WHY_THEY_FAILED as HEADING
from dashboard.words.safe_text import md

SHOWN = 25
IN_WORDS = 3


def draw_side_causes(
    causes: Sequence[SideCause], sets: tuple[Filters, Filters], names: tuple[str, str]
) -> None:
    """Draw the causes of both sets: the clearest in words, all in a table. names: what the sets are
    called."""
    if not causes:
        return
    rows = causes[:SHOWN]
    with st.container(border=True, gap="small"):
        st.header(HEADING)
        for one in [row for row in rows if row.real][:IN_WORDS]:
            st.markdown(f"{linked(one.label, to_cause(one.key))}: {md(cause_counts(one))}.")
        told = f"Of finished runs. {headed(names[0])} against {names[1]}."
        if len(rows) < len(causes):
            told += f" Showing {len(rows)} of {len(causes):,}."
        st.caption(md(told))
        narrowing = filters().narrowing(*sets)
        both = [narrowing.and_also(one) for one in sets]
        draw_table(
            {
                "Cause": [Cell(one.label, link=to_cause(one.key)) for one in rows],
                headed(names[0]): [_counted(one.a, one.n_a, one.key, both[0]) for one in rows],
                headed(names[1]): [_counted(one.b, one.n_b, one.key, both[1]) for one in rows],
                "The difference": [UNLIKELY if one.real else CHANCE for one in rows],
            },
            heads=both_brief(*names) | {"The difference": ""},
            lines=as_text(headed(names[0]), headed(names[1]), "The difference"),
            alt="Why runs of both sets failed, the clearest difference first",
        )


def _counted(hits: int, n: int, key: str, of: Filters | None) -> Cell:
    """How many of a set, leading to the cause among its runs, where filters say which they are."""
    return Cell(share_percent(hits, n), link=to_cause(key, of) if hits and of else "", by=hits / n)
