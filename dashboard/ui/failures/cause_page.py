"""The page about one cause: what it is, which runs show it, why they belong together."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from dashboard.analysis.cause import CauseDetail, OnVersion
from dashboard.analysis.causes import CauseRow
from dashboard.analysis.compare import Comparison
from dashboard.analysis.run import RunDetail
from dashboard.causes.grouping import NO_REASON, Cause
from dashboard.causes.masks import MARK
from dashboard.causes.templates import AGREEMENT
from dashboard.ui.cells import days, leading
from dashboard.ui.cells import versions as version_cells
from dashboard.ui.failures.cause_marks import draw_marking
from dashboard.ui.links import to_run, to_sets, to_worker
from dashboard.ui.run_steps import WROTE, text_box
from dashboard.ui.table import Cell, as_text, draw_table
from dashboard.ui.workspace import history
from dashboard.words.causes import (
    counted,
    gathers,
    seen_when,
    state_label,
    week_by_week,
    why_state,
    window_days,
)
from dashboard.words.compare import finding, notes, of_cause
from dashboard.words.newest import ordered
from dashboard.words.origins import origin_told
from dashboard.words.safe_text import md, visible
from dashboard.words.values import percent

SHOWN_KINDS = 20
SHOWN_DIFFERENCES = 5
SHOWN_OF_ERROR = 1000
FEW = 5


def draw_finding(detail: CauseDetail, zone: str) -> None:
    """Where it gathers, then origin, state, counts and weeks."""
    row = detail.row or detail.ever
    if told := gathers(detail.versions):
        st.markdown(f"**{md(told)}**")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.badge(md(row.origin if row else detail.cause.origin), color="blue")
        if row:
            st.badge(md(state_label(row.state)), color="gray")
        st.caption(md(origin_told(row, detail.cause)), width="content")
    if row is None:
        st.markdown("No run has this cause any more.")
        return
    st.markdown(md(_counted(row, here=detail.row is not None)))
    if detail.row and detail.reviewed:
        when = window_days(detail.reviewed, zone)
        told = why_state(row.state, row.seen, row.usual, when)
        st.caption(md(f"{told} {week_by_week(row.seen)}".strip()))
    st.caption(md(seen_when(row, zone)))


def _counted(row: CauseRow, *, here: bool) -> str:
    told = counted(row)
    return f"{told}." if here else f"None of the chosen runs has it; of all runs: {told}."


def draw_examples(row: CauseRow, typical: RunDetail) -> None:
    """The error of the most typical run, and ways to the typical, newest and oldest."""
    values = typical.values
    with st.container(border=True, gap="small"):
        st.header("What does such a run say?")
        error = values["error_message"] or values["error_type"]
        if error:
            text_box("The most typical run", error[:SHOWN_OF_ERROR], WROTE["error_message"])
        else:
            st.text("Nothing: the export gives no reason.")
        with st.container(horizontal=True, gap="small"):
            ends = (("newest", row.newest), ("oldest", row.oldest))
            for word, run_id in (("typical", row.typical), *ends * ordered(history().about)):
                if run_id:
                    st.link_button(md(f"Open the {word} run"), to_run(run_id))


def draw_managing(cause: Cause) -> None:
    """Why its runs belong together, and what a person may do about that, folded away."""
    with st.expander("Manage this cause"):
        _draw_why_together(cause)
        draw_marking(cause)


def _draw_why_together(cause: Cause) -> None:
    """The rule that matches, or the templates that are alike, with what varies in them marked."""
    with st.container(gap="small"):
        st.header("Why do these belong together?")
        st.caption(md(_together(cause)))
        kinds = cause.kinds[:SHOWN_KINDS]
        if any(kind.template or kind.error_type for kind in kinds):
            draw_table(
                {
                    "Text (… varies)": [
                        visible(kind.template.replace(MARK, "…")) or None for kind in kinds
                    ],
                    "Error type": [visible(kind.error_type) or None for kind in kinds],
                    "Runs, all time": [kind.runs for kind in kinds],
                },
                alt="The error texts of this cause, most frequent first",
            )
        if len(kinds) < len(cause.kinds):
            st.caption(md(f"Showing {len(kinds):,} of {len(cause.kinds):,} texts."))
        if cause.rule:
            lines = [
                f"name = {cause.rule.name}",
                f"types: {', '.join(sorted(cause.rule.types))}",
            ]
            lines += [f"text: {text.pattern}" for text in cause.rule.texts]
            st.code(visible("\n".join(lines)), language=None, wrap_lines=True)


def _together(cause: Cause) -> str:
    if cause.split:
        return f"A person split them off: their error holds the words “{cause.split.words}”."
    if cause.key == NO_REASON:
        return "Their export gives neither an error text nor an error type."
    merged = " A person merged causes into it." if cause.parts else ""
    if cause.rule:
        name = cause.rule.name
        return f"The rule “{name}” matches their error type, or words in their text.{merged}"
    if len(cause.kinds) == 1:
        return f"Their texts are the same but for the parts that vary.{merged}"
    return (
        "Without names and what else varies, their texts begin with the same word, are equally "
        f"long, share {AGREEMENT:.0%} of the words with the most frequent of them, and differ by "
        f"no state, code or reason.{merged}"
    )


def draw_differs(answer: Comparison) -> None:
    """What these runs share that the runs of the same workers that worked don't."""
    a, b = "runs that worked", "runs with this cause"
    with st.container(border=True, gap="small"):
        st.header("What differs from runs of the same workers that worked?")
        if not answer.telling:
            st.text(finding(answer, a, b, judged=True))
            return
        for one in answer.telling[:SHOWN_DIFFERENCES]:
            st.markdown(md(f"{of_cause(one, a, b)}."))
        told = notes(answer, a, b)
        if len(answer.telling) > SHOWN_DIFFERENCES:
            told.append(f"Showing {SHOWN_DIFFERENCES} of {len(answer.telling):,}.")
        st.caption(md(" ".join(told)))
        named = st.query_params.get("detail", "")
        address = to_sets("outcome=succeeded", f"cause={quote(named)}")
        st.link_button("Open the whole comparison", address)


def _of_finished(row: OnVersion) -> Cell:
    share = row.runs / max(1, row.finished)
    few = row.finished < FEW
    return Cell(f"{row.runs:,} of {row.finished:,}" if few else percent(share), by=share)


def draw_versions(versions: tuple[OnVersion, ...], zone: str) -> None:
    """Which workers and instructions versions it occurs on."""
    if not versions:
        return
    with st.container(border=True, gap="small"):
        st.header("On which instructions versions does it occur?")
        draw_table(
            {
                "Worker": leading(
                    [row.worker for row in versions],
                    [row.worker_id for row in versions],
                    to_worker,
                ),
                "Version": version_cells(
                    [row.version for row in versions], [row.worker_id for row in versions]
                ),
                "Runs": [row.runs for row in versions],
                "Of finished": [_of_finished(row) for row in versions],
                "Finished": [row.finished for row in versions],
                "First": days([row.first for row in versions], zone),
                "Last": days([row.last for row in versions], zone),
            },
            lines=as_text("Version", "Runs", "Of finished", "Last", without=["Finished", "First"]),
            alt="Workers and versions with this cause, most runs first",
        )
