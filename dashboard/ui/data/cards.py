"""The cards of the page Data: imports, rejected rows, status words, what can be answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard.analysis.coverage import Answerable
from dashboard.started import command
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row
from dashboard.ui.cells import times
from dashboard.ui.data.taking_back import draw_take_back, say_taken_back
from dashboard.ui.table import InLines, as_text, draw_table
from dashboard.ui.workspace import answer
from dashboard.words.rejected_rows import MOST, Mendable, mendable
from dashboard.words.safe_text import md, visible
from dashboard.words.values import count

SHOWN_REJECTS = 1000
_PAGES = {"worker": "Workers"}
"""Pages that are called otherwise than their questions call them."""
COUNTS = ("Read", "New", "Changed", "Unchanged", "Conflicting", "Rejected")


def draw_how_to_load() -> None:
    """The commands that bring data in."""
    with st.container(border=True, gap="small"):
        st.header("How do I load an export?")
        st.text("In a terminal, with your own export:")
        st.code(command("load FILE"), language=None)
        st.text("To see first how a file would be read, loading nothing:")
        st.code(command("load --explain FILE"), language=None)
        st.text("This page notices new data by itself. Loading a file again changes nothing.")


def draw_imports(imports: Sequence[Row], zone: str) -> None:
    """What was imported, newest first."""
    with st.container(border=True, gap="small"):
        st.header("What is loaded?")
        say_taken_back()
        st.caption(
            md(f"{count(len(imports), 'import')}, newest first; numbers of rows; times of {zone}")
        )
        draw_table(
            {
                "File": [row["name"] for row in imports],
                "Import": [str(row["import_id"]) for row in imports],
                "Format": [row["format"] for row in imports],
                **{name: [row[name.lower()] for row in imports] for name in COUNTS},
                "Data of": times([row["as_of"] for row in imports], zone),
                "Loaded": times([row["imported_at"] for row in imports], zone),
                "Zone given": [row["zone"] for row in imports],
            },
            lines=as_text("Read", "Loaded", without=("Import", "Format", "Data of", "Zone given"))
            | dict.fromkeys(COUNTS[1:], InLines.COUNTED),
            alt="Imports, newest first, with the rows that were read, new, changed and rejected",
        )
        draw_take_back(imports)


def draw_rejects(history: History, imports: Sequence[Row]) -> None:
    """The rejected rows of one import, to choose among those that rejected any."""
    with_rejects = {row["import_id"]: row for row in imports if row["rejected"]}
    with st.container(border=True, gap="small"):
        st.header("Which rows were rejected?")
        if not with_rejects:
            st.caption("None: every row of every import went in.")
            return
        chosen = st.selectbox(
            "Import",
            list(with_rejects),
            format_func=lambda number: (
                f"{number}: {visible(with_rejects[number]['name'])}, "
                f"{count(with_rejects[number]['rejected'], 'row')} rejected"
            ),
            key="rejects of",
        )
        rows = history.ask("rejects", imports=[chosen], shown=SHOWN_REJECTS)
        total = with_rejects[chosen]["rejected"]
        if len(rows) < total:
            st.caption(md(f"Showing {len(rows):,} of {total:,} rejected rows."))
        draw_table(
            {
                "Line": [row["line"] for row in rows],
                "Reason": [row["reason"] for row in rows],
                "Field": [row["field"] for row in rows],
                "Row begins": [row["raw"] for row in rows],
                "File": [row["file"] for row in rows],
            },
            alt="Rejected rows with their line and the reason",
        )
        _offer_rejects(chosen, total, with_rejects[chosen]["format"])


def _offer_rejects(number: int, of: int, format: str) -> None:
    """The rejected rows of an import as a file to be mended."""
    made = answer(_mendable, number, of, format)
    st.download_button(
        "Download these rows",
        made.content,
        file_name=f"rejected rows of import {number}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(md(made.notice))


def _mendable(history: History, number: int, of: int, format: str) -> Mendable:
    return mendable(history.ask("rejected_rows", imports=[number], shown=MOST), of, format)


def draw_answerable(questions: Sequence[Answerable]) -> None:
    """Per page, which questions the data answers, and the column that would answer the others."""
    answered = sum(question.answered for question in questions)
    with st.container(border=True, gap="small"):
        st.header("What can your export answer?")
        st.caption(md(f"{answered} of {len(questions)} questions"))
        with st.grid(3, min_column_width=260):
            for page, of_page in groupby(
                questions, key=lambda answerable: answerable.question.page
            ):
                with st.container(gap="xsmall"):
                    st.caption(md(_PAGES.get(page, page.capitalize())))
                    for answerable in of_page:
                        _draw_question(answerable)


def _draw_question(answerable: Answerable) -> None:
    if answerable.answered:
        st.text(f"✓ {answerable.question.question}")
        return
    with st.container(gap=None):
        st.text(f"✕ {answerable.question.question}")
        columns = " or ".join(answerable.columns)
        st.caption(
            md(f"Empty in every run: {columns}" if answerable.empty else f"Add a column: {columns}")
        )
