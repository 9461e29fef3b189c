"""The causes of a period: where they come from, and which they are."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.causes import CauseRow, FailedRuns
from dashboard.analysis.runs import RunLine
from dashboard.charts.course_mark import bars_mark
from dashboard.charts.origins import share_bar
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import counts, days, leading, origins, states
from dashboard.ui.left_out import draw_left_out
from dashboard.ui.links import to_cause, to_origin
from dashboard.ui.run_table import run_table
from dashboard.ui.table import Cell, Cells, InLines, as_text, draw_table
from dashboard.words.causes import (
    ordered_by,
    share_of,
    states_are_about,
    where_from,
    which_causes,
    with_an_error,
    without_a_reason,
)
from dashboard.words.left_out import CAUSES
from dashboard.words.origins import ORIGIN_MEANS, origins_told
from dashboard.words.safe_text import md
from dashboard.words.sentences import LEFT_OUT
from dashboard.words.worker_finding import failed_in

SHOWN = 100
STILL = "Tasks still failed"


def draw_origins(answer: FailedRuns) -> None:
    """A bar an origin, longest first, each named, counted, and a link to its runs alone."""
    held = sorted(answer.by_origin.items(), key=lambda one: -one[1])
    held = [(origin, runs) for origin, runs in held if runs]
    with st.container(border=True, gap="small"):
        st.header(md(where_from(answer)))
        draw_table(
            {
                "Origin": [Cell(origin, link=to_origin(origin)) for origin, _ in held],
                "Failed runs": [runs for _, runs in held],
                "Share": [_share(runs, answer.failed) for _, runs in held],
                "Of all failures": [
                    Cell(
                        f"{runs:,} of {answer.failed:,}",
                        image=share_bar(runs / answer.failed),
                        by=runs,
                    )
                    for _, runs in held
                ],
                "It means": [ORIGIN_MEANS[origin] for origin, _ in held],
            },
            heads={"It means": ""},
            lines=dict.fromkeys(("Failed runs", "Share", "Of all failures"), InLines.BESIDE),
            alt=origins_told(held, answer.failed),
        )


def _share(runs: int, of: int) -> Cell | None:
    told = share_of(runs, of)
    return Cell(told, by=runs / of) if told else None


def draw_causes(answer: FailedRuns, chosen: Filters, zone: str) -> None:
    """The list of causes, most excess first."""
    rows = answer.rows[:SHOWN]
    with st.container(border=True, gap="small"):
        st.header(md(which_causes(answer)))
        told = [states_are_about(answer.reviewed, zone)] if answer.reviewed else []
        told += [ordered_by(rows)] * (len(rows) > 1)
        if len(rows) < len(answer.rows):
            told.append(f"Showing {len(rows):,} of {len(answer.rows):,}.")
        told += [LEFT_OUT] * any(row.untold for row in rows)
        st.caption(md(" ".join(told)))
        draw_left_out(CAUSES, chosen)
        columns, failed = _columns(rows, answer, zone), failed_in(answer.reviewed, zone)
        both = {STILL} if any(columns[failed]) and any(columns["Runs"]) else set()
        rest = both | {"Workers", f"By {answer.unit}", "First seen", "Last seen"}
        draw_table(
            columns,
            heads={failed: "Failed", STILL: "Tasks failed", "Origin": ""},
            lines=as_text(*(columns.keys() - {"Cause", "State", *rest}), without=rest),
            alt="Causes of failed runs with state, counts, and what is usual",
        )


def _columns(rows: tuple[CauseRow, ...], answer: FailedRuns, zone: str) -> dict[str, Cells]:
    unit = answer.unit
    keys = [row.cause.key for row in rows]
    repeats = all(row.seen.window == row.runs for row in rows)
    usual = any(row.usual for row in rows)
    return {
        "Cause": leading([row.cause.label for row in rows], keys, to_cause),
        "State": states([row.state for row in rows]),
        failed_in(answer.reviewed, zone): [
            None if repeats and not usual else cell for cell in counts(rows)
        ],
        "Runs": [None if repeats and usual else row.runs for row in rows],
        STILL: [row.unresolved for row in rows],
        "Workers": [row.workers or None for row in rows],
        "Origin": origins(rows),
        f"By {unit}": [_course(row, unit) for row in rows],
        "First seen": days([row.first for row in rows], zone),
        "Last seen": days([row.last for row in rows], zone),
    }


def _course(row: CauseRow, unit: str) -> Cell | None:
    drawn = bars_mark(row.course)
    told = ", ".join(f"{runs:,}" for runs in row.course)
    return Cell(f"By {unit}: {told}", image=drawn, by=row.course[-1]) if drawn else None


def draw_anomalies(answer: FailedRuns, lines: tuple[RunLine, ...], zone: str) -> None:
    """Runs that say two things at once: completed with an error, failed without a reason."""
    told = []
    if answer.failed_without_reason:
        told.append(without_a_reason(answer.failed_without_reason))
    if answer.completed_with_error:
        told.append(with_an_error(answer.completed_with_error))
    if not told:
        return
    with st.container(border=True, gap="small"):
        st.header("Which runs say two things at once?")
        st.caption(md(" ".join(told)))
        if lines:
            run_table(lines, zone, of=answer.completed_with_error)
