"""What came of decisions: every one that was carried out, graded; and those that nobody did yet."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis import grading
from dashboard.analysis.grading import Graded
from dashboard.analysis.measures import cause_now
from dashboard.charts.difference_mark import BETTER, UNCLEAR, WORSE
from dashboard.ledger.decisions import Subject
from dashboard.store.reading.history import History
from dashboard.ui.deciding.decided import draw_word
from dashboard.ui.links import to_cause, to_change, to_run, to_worker
from dashboard.ui.table import Cell, draw_table
from dashboard.ui.workspace import history
from dashboard.words.decisions import decision_line, subject_name
from dashboard.words.graded import LABELS, since_words
from dashboard.words.safe_text import md

SHOWN = 50
_TONES = {grading.HELPED: BETTER, grading.HURT: WORSE, grading.MISSED: WORSE}


def draw_earlier(found: Sequence[Graded], told: str, done_now: Sequence[int]) -> None:
    """Draw the decisions, unfolded on demand. told: all of them in a sentence; done_now: the
    numbers of those of this review, which stand below the list."""
    rest = [one for one in found if one.decision.entry not in done_now]
    if not rest:
        return
    held, zone = history(), history().about.zone
    waiting = [one for one in rest if one.grade in (grading.OPEN, grading.OVERDUE)]
    ended = [one for one in rest if one not in waiting][:SHOWN]
    with st.expander(md(f"What came of earlier decisions? {told}"), key="earlier"):
        for one in waiting[:SHOWN]:
            label = f"{LABELS[one.grade]} · {subject_name(held, one.decision.subject)}"
            draw_word(one.decision, zone, about=label, where="earlier ")
        if ended:
            draw_table(
                {
                    "About": [
                        Cell(
                            subject_name(held, one.decision.subject),
                            link=_address(held, one.decision.subject),
                        )
                        for one in ended
                    ],
                    "Since": [
                        Cell(LABELS[one.grade], tone=_TONES.get(one.grade, UNCLEAR))
                        for one in ended
                    ],
                    "Expected and seen": [since_words(held, one) or None for one in ended],
                    "Decision": [decision_line(one.decision, zone) for one in ended],
                },
                alt="Decisions that were carried out, with what happened since",
            )


def _address(held: History, subject: Subject) -> str:
    """Where that stands which was decided about; "" for what has no page of its own."""
    if subject.change:
        return to_change(subject.change)
    if key := cause_now(held, subject):
        return to_cause(key)
    if subject.worker_id:
        return to_worker(subject.worker_id)
    return to_run(subject.runs[0]) if len(subject.runs) == 1 else ""
