"""The differences between two sets of runs, strongest first, and the statistics behind them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.compare import Comparison
from dashboard.analysis.contrast import FALSE_DISCOVERIES, Candidate, Contrast
from dashboard.ui.compare.sets import SIDES
from dashboard.ui.links import to_page
from dashboard.ui.table import Cell, Cells, as_text, draw_table
from dashboard.ui.workspace import filters, history
from dashboard.words.compare import (
    UNLIKELY,
    both_brief,
    difference,
    differences_heading,
    ended_heading,
    headed,
    same_runs,
    share_percent,
    tells_differences,
    tested,
    times,
    what,
)
from dashboard.words.safe_text import md
from dashboard.words.values import PERCENT, count

SHOWN = 100
IN_WORDS = 3
"""So many differences are told in words above a longer table; above one that would only say them
again, the first."""
ANY_ERROR, ERROR_OF = "any-tool-error", "tool-error"
MOST_TOOLS = 30
"""So many tools are named in a link to the runs that had an error of any."""


def draw_differences(answer: Comparison, a: str, b: str) -> None:
    """The real differences: the first in words, all in a table; then how runs ended, apart.
    a, b: what the sets are called."""
    if tells_differences(answer):
        _draw(differences_heading(answer), tested(answer), answer.telling, a, b)
    if answer.how_they_ended:
        told = f"All {UNLIKELY}."
        _draw(ended_heading(answer), told, answer.how_they_ended, a, b)


def _draw(heading: str, told: str, found: Sequence[Contrast], a: str, b: str) -> None:
    rows = found[:SHOWN]
    with st.container(border=True, gap="small"):
        st.header(md(heading))
        for one in rows[: IN_WORDS if len(rows) > IN_WORDS else 1]:
            st.markdown(md(f"{difference(one, a, b)}."))
        if rows:
            told += " A link compares only the runs that have it."
        if len(rows) < len(found):
            told += f" Showing {len(rows)} of {len(found):,}."
        st.caption(md(told))
        draw_table(
            _columns(rows, a, b),
            heads=both_brief(a, b),
            lines=as_text(headed(a), headed(b), without=["More common", "The same runs"]),
            alt=f"{heading}: strongest first",
        )
        if any(one.same for one in rows):
            st.caption(
                "Where several hold the same runs, nothing here tells which of them matters."
            )


def _filtered(found: Candidate) -> str:
    """The address of this comparison among the runs that have it; "" without a filter for it."""
    if found.attribute.name == ANY_ERROR and found.present:
        return _with_any_error()
    if not found.dimension or found.value is None:
        return ""
    chosen, drop = filters(), not found.present
    held = chosen.chosen(found.dimension, drop=True) if drop else ()
    own = {name: st.query_params.get(name, "") for name in SIDES}
    return to_page(
        "compare", chosen.choosing(found.dimension, [*held, found.value], drop=drop), **own
    )


def _with_any_error() -> str:
    """The address of this comparison among the runs that had an error of any tool; "" where there
    are more tools than a link names."""
    tools = list(history().values_of(ERROR_OF))
    if len(tools) > MOST_TOOLS:
        return ""
    own = {name: st.query_params.get(name, "") for name in SIDES}
    return to_page("compare", filters().choosing(ERROR_OF, tools), **own)


def _columns(rows: Sequence[Contrast], a: str, b: str) -> dict[str, Cells]:
    found = [one.candidate for one in rows]
    return {
        "Difference": [Cell(what(one), link=_filtered(one)) for one in found],
        headed(a): [_counted(one.a, one.n_a) for one in found],
        headed(b): [_counted(one.b, one.n_b) for one in found],
        "More common": [
            Cell(f"{times(one)} among {a if one.more_in_a else b}", by=_towards_a(one))
            for one in found
        ],
        "The same runs": [same_runs(one) or None for one in rows],
    }


def _towards_a(found: Candidate) -> float:
    """What "3.4 × as common among …" is sorted by: from 1 for what only a has to -1 for what only b
    has."""
    apart = 1 - 1 / found.times
    return apart if found.more_in_a else -apart


def _counted(hits: int, n: int) -> Cell:
    return Cell(share_percent(hits, n), by=hits / n)


def draw_how_sure(answer: Comparison, a: str, b: str) -> None:
    """How differences were told from chance, with the numbers of every test."""
    with st.expander("How sure?"):
        for sentence in _reckoned(answer):
            st.markdown(md(sentence))
        every = [*answer.real, *answer.others]
        tests = every[: 3 * SHOWN]
        if not tests:
            return
        ratios = [_ratio(one.candidate) for one in tests]
        draw_table(
            {
                "Difference": [
                    Cell(what(one.candidate), link=_filtered(one.candidate)) for one in tests
                ],
                "Ratio": [Cell(f"{ratio:,.2f}", by=ratio) for ratio, _, _ in ratios],
                "95 % range": [
                    Cell(f"{low:,.2f} to {high:,.2f}", by=low) for _, low, high in ratios
                ],
                "p": [Cell(f"{one.p:.2g}", by=one.p) for one in tests],
                "q": [Cell(f"{one.q:.2g}", by=one.q) for one in tests],
                "Shown": ["✓" if one.real else None for one in tests],
                "More common among": [a if one.candidate.more_in_a else b for one in tests],
            },
            heads={"95 % range": "", "Shown": "", "More common among": ""},
            alt="Every difference that was tested",
        )
        if len(tests) < len(every):
            st.caption(md(f"Showing {len(tests):,} of {len(every):,}."))
        if twice := sum(len(one.same) for one in tests):
            hold = "holds" if twice == 1 else "hold"
            st.caption(md(f"{twice:,} more {hold} the same runs as one of these."))


def _ratio(found: Candidate) -> tuple[float, float, float]:
    """The ratio with its bounds, towards the side where it is more common."""
    low, high = found.interval
    if found.more_in_a:
        return found.risk_ratio, low, high
    return 1 / found.risk_ratio, 1 / high, 1 / low


def _reckoned(answer: Comparison) -> list[str]:
    if not answer.tested:
        return ["Nothing was tested: no value is one that 5 runs or more have."]
    told = [
        f"{count(answer.tested, 'difference')} tested: every value that 5 runs or more have, of "
        "every attribute that says what kind of run it was (and how it ended, where the sets are "
        "not chosen by that). When so many are tested, some look great by chance. So a difference "
        "is shown only if it is 1.5 × as common or more on one side, if 5 runs there have it, and "
        f"so that at most {FALSE_DISCOVERIES * 100:.0f}{PERCENT} of those shown are expected to be "
        "chance (the method of Benjamini and Hochberg).",
        "p is the chance of shares so far apart if nothing differed (hypergeometric, two-sided); "
        "q is the share of false findings if all with a q as small are shown.",
        "The ratio below adds half a run to each side, so that it can be told where a side has "
        "none; the list above divides the shares as they are.",
    ]
    if answer.effect >= 1.1:
        told.append(
            "Runs of one task or record tend to be alike: counts are divided by up to "
            f"{answer.effect:.1f} for that before they are tested."
        )
    if answer.rates.difference:
        told.append(
            "The interval of the two success rates is Newcombe’s, for looking once; it allows for "
            "repeated tasks, not for days that differ."
        )
    told.append("What goes together need not be a cause.")
    return told
