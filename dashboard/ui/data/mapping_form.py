"""The form in which a person says which column of an unknown file is which field of a run."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.records.drafts.draft import (
    REQUIRED,
    ByError,
    MappingDraft,
    Sketch,
    Source,
    source_of,
)
from dashboard.records.drafts.shapes import Shape
from dashboard.ui.data.meanings import draw_good, draw_meanings
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
TIMES = ("created_at", "started_at", "finished_at", "updated_at")
BY_ERROR = "\0 by error"
"""Stands for no column, but for another way to tell a status."""
MOST = 300
"""Columns that may be chosen: more can't be looked through."""


def draw_columns(sketch: Sketch, draft: MappingDraft) -> None:
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

    def __init__(self, key: str, sketch: Sketch, base: MappingDraft) -> None:
        self._key = f"{key} {sketch.profile.place.title}"
        self._sketch = sketch
        self._base = base
        at = sketch.profile.at
        used = [path for source in base.fields.values() for path in source.paths if path in at]
        self._options = list(dict.fromkeys([*list(at)[:MOST], *used]))

    def draw(self) -> MappingDraft:
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
        for name in ("status", "quality"):
            draft = draw_meanings(name, self._sketch, draft, self._named)
        return draft

    def _named(self, what: str) -> str:
        return f"map {self._key} {what}"

    def _is_shown(self, name: str) -> bool:
        return name in self._base.fields or name in self._sketch.suggestions

    def _draw_field(self, name: str, draft: MappingDraft) -> MappingDraft:
        with st.container(gap="xsmall"):
            before = self._base.fields.get(name)
            chosen = self._paths(name, before)
            if BY_ERROR in chosen:
                return draft.read_from(name, self._by_error(before))
            source = before if before and before.paths == chosen else self._source(name, chosen)
            st.caption(md(why(self._sketch, name, chosen)))
            if name == "duration_ms" and chosen:
                source = self._in_unit(source, chosen)
            draft = draft.read_from(name, source)
            if name == "score" and source:
                draft = draw_good(draft, self._named)
        return draft

    def _paths(self, name: str, before: Source | None) -> tuple[str, ...]:
        """The columns that are chosen: an id may be made of several, a time of two."""
        if name == "run_id":
            chosen = st.multiselect(
                md(LABELS[name]),
                self._options,
                default=list(before.paths) if before else [],
                format_func=self._called,
                placeholder="Choose a column, or several that tell the runs apart",
                max_selections=5,
                key=self._named(name),
            )
            return tuple(chosen)
        options = [*self._options, *([BY_ERROR] if name == "status" else [])]
        now = BY_ERROR if isinstance(before, ByError) else before.paths[0] if before else None
        empty = "Choose a column" if name in REQUIRED else "Not in this file"
        one = self._choice(name, LABELS[name], options, now, empty)
        of_day = self._time_of_day(name, one, before) if one and name in TIMES else None
        return tuple(path for path in (one, of_day) if path)

    def _choice(
        self, what: str, label: str, options: Sequence[str], now: str | None, empty: str
    ) -> str | None:
        """One column of these, or none again; empty: what is said where none is chosen."""
        key = self._named(what)
        if key not in st.session_state:  # what a box begins with by its index can't be taken off it
            st.session_state[key] = now if now in options else None
        return st.selectbox(
            md(label),
            options,
            index=None,
            format_func=self._called,
            placeholder=empty,
            key=key,
        )

    def _called(self, path: str) -> str:
        """A column's name as it is shown, or what tells a status in place of a column."""
        if path == BY_ERROR:
            return "No column: whether there is an error"
        return visible(self._sketch.profile.at[path].name)

    def _time_of_day(self, name: str, path: str, before: Source | None) -> str | None:
        """The column with the times of day to one of dates alone."""
        at = self._sketch.profile.at
        clocks = [one for one in self._options if at[one].clock]
        if not at[path].dates or not clocks:
            return None
        now = before.paths[1] if before and len(before.paths) > 1 else None
        label = f"{LABELS[name]}: time of day"
        return self._choice(f"clock of {name}", label, clocks, now, "Days only")

    def _by_error(self, before: Source | None) -> ByError | None:
        """A status told by what is filled: what fails a run, and what it lacks while it runs."""
        at = self._sketch.profile.at
        usual = [
            by.column.path if (by := self._sketch.suggestions.get(name)) and by.column else None
            for name in ("error_message", "finished_at")
        ]
        now = [*before.paths, None] if isinstance(before, ByError) else usual
        error = self._choice(
            "error of status", "Failed where this is filled", self._options, now[0],
            "Choose a column",
        )  # fmt: skip
        open_ones = [path for path in self._options if not at[path].everywhere]
        ended = self._choice(
            "end of status", "Running where this is empty", open_ones, now[1], "Nothing says so"
        )
        st.caption("All others are completed.")
        return ByError((error, ended) if ended else (error,)) if error else None

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
