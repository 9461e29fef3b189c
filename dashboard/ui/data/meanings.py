"""What a person says that the values of a column mean: words of a status, and what is good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.records.drafts.draft import ByError, MappingDraft, Sketch
from dashboard.records.schema import STATUSES
from dashboard.records.statuses import known_status
from dashboard.words.safe_text import md
from dashboard.words.values import count

Named = Callable[[str], str]
"""Gives what a widget of the form is called, among those of other files."""


def draw_good(draft: MappingDraft, named: Named) -> MappingDraft:
    """Ask from where on a score is good; the draft that says so."""
    with st.container(horizontal=True, gap="small"):
        least = st.number_input(
            "Good from", value=draft.good_at_least, key=named("least"),
            placeholder="no line", format="%g",
        )  # fmt: skip
        most = st.number_input(
            "Good up to", value=draft.good_at_most, key=named("most"),
            placeholder="no line", format="%g",
        )  # fmt: skip
    return replace(draft, good_at_least=least, good_at_most=most)


def draw_meanings(name: str, sketch: Sketch, draft: MappingDraft, named: Named) -> MappingDraft:
    """Ask what the words of a column mean for that field; what is known is chosen already. The
    draft that says so."""
    source = draft.fields.get(name)
    column = sketch.profile.at.get(source.paths[0]) if source else None
    if source is None or isinstance(source, ByError) or column is None or not column.words:
        return draft
    meanings = STATUSES if name == "status" else ("good", "bad")
    st.subheader("What do its status words mean?" if name == "status" else "What is good?")
    given = dict(source.values)
    there = {word.casefold() for word, _ in column.words}
    said = {word: meaning for word, meaning in given.items() if word not in there}
    with st.grid(4, min_column_width=170):
        for number, (word, many) in enumerate(column.words):
            key = named(f"{name} of {number} {word:.60}")
            said |= _draw_word(name == "status", word, many, given, meanings, key)
    return draft.read_from(name, replace(source, values=tuple(said.items())))


def _draw_word(
    is_status: bool, word: str, many: int, given: dict[str, str], meanings: Sequence[str], key: str
) -> dict[str, str]:
    """What one word is said to mean, if that is other than what is known of it."""
    known = known_status(word) if is_status else None
    usual = given.get(word.casefold()) or known
    unsaid = "unknown" if is_status else None
    with st.container(gap="xsmall"):
        meaning = st.selectbox(
            md(word),
            meanings,
            index=meanings.index(usual) if usual in meanings else None,
            placeholder=f"counts as {unsaid}" if unsaid else "says nothing",
            key=key,
        )
        st.caption(md(count(many, "row") + ("" if usual else "; not a word we know")))
    if meaning is None or meaning == (known or unsaid):
        return {}
    return {word.casefold(): meaning}
