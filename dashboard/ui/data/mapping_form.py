"""The form in which a person says which column of an unknown file is which field of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.records.drafts.draft import (
    REQUIRED,
    Draft,
    Sketch,
    Source,
    source_of,
)
from dashboard.records.drafts.shapes import Shape
from dashboard.records.schema import STATUSES
from dashboard.records.statuses import known_status
from dashboard.ui.table import draw_table
from dashboard.words.fields import LABELS
from dashboard.words.mapping import (
    UNITS_OF_DURATIONS,
    becomes,
    filled,
    like,
    looks_like,
    why,
)
from dashboard.words.safe_text import md, visible
from dashboard.words.values import count

USUAL = ("worker", "task_title", "comment_preview", "error_message")
"""Fields that are always shown: what a page is worth depends on them most."""
OTHERS = (
    "worker_id", "started_at", "finished_at", "updated_at", "duration_ms", "retry_of", "trigger",
    "task_id", "task_url", "task_text", "record_type", "record_id", "record_title", "record_url",
    "instructions_version", "instructions_text", "model", "tokens", "cost", "steps", "error_type",
    "output_text", "score", "quality", "quality_reason",
)  # fmt: skip
"""Fields that are shown where a column looks like them, or where a person adds them. Those that
hold lists, or words of ours, are left to who edits the mapping file."""
MOST = 300
"""Columns that may be chosen: more can't be looked through."""


def draw_columns(sketch: Sketch, draft: Draft) -> None:
    """What stands in the file, column by column, and what becomes of it."""
    columns = sketch.profile.columns
    read = becomes(sketch, draft)
    shown = columns[:MOST]
    draw_table(
        {
            "Column": [visible(column.name) for column in shown],
            "Three of its values": [like(column) or None for column in shown],
            "Looks like": [looks_like(column) for column in shown],
            "Filled": [filled(column) for column in shown],
            "Becomes": [read.get(column.path, "–") for column in shown],
        },
        alt="The columns of the file, with values, and the fields that they become",
        sortable=False,
    )
    if len(columns) > MOST:
        st.caption(md(f"Showing {MOST} of {count(len(columns), 'column')}."))


class MappingForm:
    """The choices for one file. key: tells its widgets from those of other files; base: the draft
    that the widgets begin with."""

    def __init__(self, key: str, sketch: Sketch, base: Draft) -> None:
        self._key = f"{key} {sketch.profile.place.title}"
        self._sketch = sketch
        self._base = base
        at = sketch.profile.at
        used = [path for source in base.fields.values() for path in source.paths if path in at]
        self._options = list(dict.fromkeys([*list(at)[:MOST], *used]))

    def draw(self) -> Draft:
        """Draw the choices; the draft that they make."""
        draft = self._base
        suggested = [name for name in OTHERS if self._is_shown(name)]
        st.subheader("Which column is what?")
        more = st.session_state.get(self._named("more"), [])
        added = [name for name in OTHERS if name in more and name not in suggested]
        with st.grid(3, min_column_width=250):
            for name in (*REQUIRED, *USUAL, *suggested, *added):
                draft = self._draw_field(name, draft)
        st.multiselect(
            "Something else that the file says",
            [name for name in OTHERS if name not in suggested],
            format_func=LABELS.__getitem__,
            placeholder="Add a field",
            key=self._named("more"),
        )
        return self._draw_words("quality", self._draw_words("status", draft))

    def _named(self, what: str) -> str:
        return f"map {self._key} {what}"

    def _is_shown(self, name: str) -> bool:
        return name in self._base.fields or name in self._sketch.suggestions

    def _draw_field(self, name: str, draft: Draft) -> Draft:
        with st.container(gap="xsmall"):
            before = self._base.fields.get(name)
            chosen = self._paths(name, before)
            source = before if before and before.paths == chosen else self._source(name, chosen)
            st.caption(md(why(self._sketch, name, chosen[0] if chosen else None)))
            if name == "duration_ms" and chosen:
                source = self._in_unit(source, chosen)
            draft = draft.read_from(name, source)
            if name == "score" and source:
                draft = self._draw_good(draft)
        return draft

    def _paths(self, name: str, before: Source | None) -> tuple[str, ...]:
        """The columns that are chosen: an id may be made of several."""
        columns = self._sketch.profile.at
        label, key = LABELS[name], self._named(name)

        def named(path: str) -> str:
            return visible(columns[path].name)

        if name == "run_id":
            default = list(before.paths) if before else []
            chosen = st.multiselect(
                md(label),
                self._options,
                default=default,
                format_func=named,
                placeholder="Choose a column, or several that tell the runs apart",
                max_selections=5,
                key=key,
            )
            return tuple(chosen)
        index = self._options.index(before.paths[0]) if before else None
        one = st.selectbox(
            md(label),
            self._options,
            index=index,
            format_func=named,
            placeholder="Choose a column" if name in REQUIRED else "Not in this file",
            key=key,
        )
        return (one,) if one is not None else ()

    def _source(self, name: str, paths: Sequence[str]) -> Source | None:
        if not paths:
            return None
        if len(paths) > 1:
            return Source(tuple(paths))
        column = self._sketch.profile.at[paths[0]]
        return source_of(name, column, self._sketch.suggestions.get(name))

    def _in_unit(self, source: Source | None, paths: tuple[str, ...]) -> Source | None:
        """The duration in the unit that a person says, where its column says none."""
        column = self._sketch.profile.at[paths[0]]
        if column.shape is not Shape.NUMBER:
            return source
        units = list(UNITS_OF_DURATIONS)
        unit = st.selectbox(
            "Its numbers count",
            units,
            index=units.index(source.unit) if source and source.unit in units else None,
            format_func=UNITS_OF_DURATIONS.__getitem__,
            placeholder="Choose a unit, else it is not read",
            key=self._named("unit"),
        )
        return Source(paths, unit, column.decimal) if unit else None

    def _draw_good(self, draft: Draft) -> Draft:
        with st.container(horizontal=True, gap="small"):
            least = st.number_input(
                "Good from", value=draft.good_at_least, key=self._named("least"),
                placeholder="no line", format="%g",
            )  # fmt: skip
            most = st.number_input(
                "Good up to", value=draft.good_at_most, key=self._named("most"),
                placeholder="no line", format="%g",
            )  # fmt: skip
        return replace(draft, good_at_least=least, good_at_most=most)

    def _draw_words(self, name: str, draft: Draft) -> Draft:
        """Ask what the words of a column mean; what is known is chosen already."""
        source = draft.fields.get(name)
        column = self._sketch.profile.at.get(source.paths[0]) if source else None
        if source is None or column is None or not column.words:
            return draft
        meanings = STATUSES if name == "status" else ("good", "bad")
        st.subheader("What do its status words mean?" if name == "status" else "What is good?")
        given = dict(source.values)
        said: dict[str, str] = {}
        with st.grid(4, min_column_width=170):
            for number, (word, many) in enumerate(column.words):
                said |= self._draw_word(name, number, word, many, given, meanings)
        return draft.read_from(name, replace(source, values=tuple(said.items())))

    def _draw_word(
        self,
        name: str,
        number: int,
        word: str,
        many: int,
        given: dict[str, str],
        meanings: Sequence[str],
    ) -> dict[str, str]:
        """What one word is said to mean, if that is other than what is known of it."""
        known = known_status(word) if name == "status" else None
        usual = given.get(word.casefold()) or known
        unsaid = "unknown" if name == "status" else None
        with st.container(gap="xsmall"):
            meaning = st.selectbox(
                md(word),
                meanings,
                index=meanings.index(usual) if usual in meanings else None,
                placeholder=f"counts as {unsaid}" if unsaid else "says nothing",
                key=self._named(f"{name} of {number} {word:.60}"),
            )
            st.caption(md(count(many, "row") + ("" if usual else "; not a word we know")))
        if meaning is None or meaning == (known or unsaid):
            return {}
        return {word.casefold(): meaning}
