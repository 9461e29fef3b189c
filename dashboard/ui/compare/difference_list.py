"""The differences between two sets of runs, strongest first, and the statistics behind them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.compare import FALSE_DISCOVERIES, Comparison, Difference
from dashboard.ui.run_table import Columns, choosing_table, text_cells
from dashboard.ui.workspace import filters, put_filters
from dashboard.words.compare import UNLIKELY, difference, share_percent, times, what
from dashboard.words.safe_text import md, visible
from dashboard.words.values import count

SHOWN = 100
IN_WORDS = 3


def draw_differences(answer: Comparison, a: str, b: str) -> None:
    """The real differences: the first in words, all in a table. a, b: what the sets are called.

    Ticking a row makes it a filter.
    """
    if not answer.real:
        return
    rows = answer.real[:SHOWN]
    with st.container(border=True, gap="small"):
        st.subheader("What is more common on one side?")
        for it in rows[:IN_WORDS]:
            st.markdown(md(f"{difference(it, a, b)}."))
        told = f"{UNLIKELY.capitalize()}: all of them. Tick a row to see only runs that have it."
        if len(rows) < len(answer.real):
            told += f" Showing {len(rows)} of {len(answer.real):,}."
        st.caption(md(told))
        choosing_table(
            _columns(rows, a, b),
            [str(n) for n in range(len(rows))],
            lambda n: _filter_by(rows[int(n)]),
            key="differences",
            alt="Differences between the two sets, strongest first",
        )
        if any(it.same for it in rows):
            st.caption(
                "“And others” stands for differences that hold the same numbers of runs: they "
                "can’t be told apart here."
            )


def _filter_by(it: Difference) -> None:
    if not it.dimension:
        st.session_state["difference"] = f"{what(it)}: there is no filter for this."
        return
    chosen, drop = filters(), not it.present
    held = chosen.chosen(it.dimension, drop=drop)
    put_filters(chosen.choosing(it.dimension, [*held, it.chosen], drop=drop))


def _columns(rows: Sequence[Difference], a: str, b: str) -> Columns:
    plain = st.column_config.TextColumn
    names = [what(it) + (f" and {count(len(it.same), 'other')}" if it.same else "") for it in rows]
    return {
        "Difference": text_cells(names, 300, pinned=True),
        "More common among": text_cells([a if it.more_in_a else b for it in rows], 160),
        "Times": ([times(it) for it in rows], plain(width=80)),
        visible(b).capitalize(): ([share_percent(it.b, it.n_b) for it in rows], plain(width=165)),
        visible(a).capitalize(): ([share_percent(it.a, it.n_a) for it in rows], plain(width=165)),
        "Filter": (["✓ yes" if it.dimension else None for it in rows], plain(width=70)),
    }


def draw_how_sure(answer: Comparison, a: str, b: str) -> None:
    """How differences were told from chance, with the numbers of every test."""
    with st.expander("How sure?"):
        for sentence in _reckoned(answer):
            st.markdown(md(sentence))
        tests = [*answer.real, *answer.others][: 3 * SHOWN]
        if not tests:
            return
        st.dataframe(
            {
                "Difference": [visible(what(it)) for it in tests],
                "Ratio": [f"{_ratio(it)[0]:.2f}" for it in tests],
                "95 % from": [f"{_ratio(it)[1]:.2f}" for it in tests],
                "to": [f"{_ratio(it)[2]:.2f}" for it in tests],
                "p": [f"{it.p:.2g}" for it in tests],
                "q": [f"{it.q:.2g}" for it in tests],
                "More common among": [visible(a if it.more_in_a else b) for it in tests],
                "Shown": ["✓" if it.real else None for it in tests],
            },
            hide_index=True,
            row_height=32,
            placeholder="–",
            alt="Every difference that was tested",
        )
        if len(tests) < answer.tested:
            st.caption(md(f"Showing {len(tests):,} of {answer.tested:,}."))


def _ratio(it: Difference) -> tuple[float, float, float]:
    """The ratio with its bounds, towards the side where it is more common."""
    if it.more_in_a:
        return it.risk_ratio, it.low, it.high
    return 1 / it.risk_ratio, 1 / it.high, 1 / it.low


def _reckoned(answer: Comparison) -> list[str]:
    told = [
        f"{count(answer.tested, 'difference')} tested: every value that 5 runs or more have, of "
        "every attribute that says nothing of how a run ended. When so many are tested, some look "
        "great by chance. So a difference is shown only if, of all that are shown, at most "
        f"{FALSE_DISCOVERIES:.0%} are expected to be chance (the method of Benjamini and "
        "Hochberg), if it is 1.5 × as common or more on one side, and if 5 runs there have it.",
        "p is the chance of shares so far apart if nothing differed (hypergeometric, two-sided); "
        "q is the share of false findings if all with a q as small are shown.",
    ]
    if answer.effect >= 1.1:
        told.append(
            "Runs of one task or record tend to be alike: counts are divided by up to "
            f"{answer.effect:.1f} for that before they are tested."
        )
    told.append("What goes together need not be a cause.")
    return told
