"""The checklist of the quality review in the form of a decision, folded until somebody wants it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.ledger.checklist import ANSWERS as CODES
from dashboard.ledger.checklist import UNKNOWN, Answered
from dashboard.words.checklist import ANSWERS, ASKED, corrected
from dashboard.words.safe_text import md


def draw_checklist(key: str, drafted: Sequence[Answered]) -> None:
    """Its questions, each answered as far as the data knows, with why. key: of the form."""
    known = sum(one.answer != UNKNOWN for one in drafted)
    head = f"Checklist of the quality review: the data answers {known} of {len(drafted)}"
    with st.expander(md(head), key=f"checklist-{key}"), st.grid(2, min_column_width=260):
        for one in drafted:
            with st.container(gap="xsmall"):
                st.segmented_control(
                    md(ASKED[one.question]),
                    CODES,
                    default=one.answer,
                    key=_name(one, key),
                    format_func=ANSWERS.__getitem__,
                )
                if one.why:
                    st.caption(md(one.why))


def answered(key: str, drafted: Sequence[Answered]) -> tuple[Answered, ...]:
    """The checklist as it stands in the form."""
    held = {one.question: st.session_state.get(_name(one, key)) or UNKNOWN for one in drafted}
    return corrected(drafted, held)


def _name(one: Answered, key: str) -> str:
    return f"check-{one.question}-{key}"
