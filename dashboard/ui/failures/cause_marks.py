"""Forms by which a person says something about a cause, and what was said, one's own with Undo."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from dashboard import marking
from dashboard.causes.grouping import Cause
from dashboard.causes.rules import ORIGINS
from dashboard.dates import TYPED_DAY, day
from dashboard.ledger.entries import Entry
from dashboard.ledger.undoing import undo
from dashboard.store.filters.filter_links import day_start
from dashboard.store.reading.said import KINDS
from dashboard.ui.just_done import draw_just_done, recorded, say, undone
from dashboard.ui.taking_back import draw_undo
from dashboard.ui.who import who_field_too
from dashboard.ui.workspace import history, ledger, put_param, reviewer
from dashboard.words.periods import today
from dashboard.words.safe_text import isolated, md, visible
from dashboard.words.values import count, moment

_MARKED, _TAKEN_BACK = "cause marked", "mark taken back"


def draw_marking(cause: Cause) -> None:
    """Name, origin, merge, split, expected fixed: one small form each."""
    with st.container(gap="small"):
        st.header("What do you know about it?")
        who_field_too("marking")
        naming, origin, merging, splitting, fixing = st.tabs(
            ["Name", "Origin", "Merge", "Split", "Expect fixed"]
        )
        with naming:
            _naming(cause)
        with origin:
            _origin(cause)
        with merging:
            _merging(cause)
        with splitting:
            _splitting(cause)
        with fixing:
            _fixing(cause)
        draw_just_done(_MARKED)


def _naming(cause: Cause) -> None:
    key = f"name-{cause.key}"

    def write() -> None:
        name = st.session_state[key]
        done = recorded(
            lambda: marking.name_cause(ledger(), history(), cause.key, name, reviewer()),
            f"It is called “{isolated(name)}”.",
        )
        say(_MARKED, done)

    st.text_input(
        "Call it", value=cause.label if cause.named else "", key=key, max_chars=marking.LONGEST_NAME
    )
    st.button("Record the name", key="record-name", on_click=write)


def _origin(cause: Cause) -> None:
    key = f"origin-{cause.key}"

    def write() -> None:
        origin = st.session_state[key]
        done = recorded(
            lambda: marking.set_origin(ledger(), history(), cause.key, origin, reviewer()),
            f"It comes from {origin}.",
        )
        say(_MARKED, done)

    st.selectbox("It comes from", ORIGINS, index=ORIGINS.index(cause.origin), key=key)
    st.button("Record the origin", key="record-origin", on_click=write)


def _merging(cause: Cause) -> None:
    held = history()
    others = [key for key in held.values_of("cause") if key != cause.key]
    key = f"into-{cause.key}"

    def write() -> None:
        if into := st.session_state[key]:
            done = recorded(
                lambda: marking.merge_causes(ledger(), held, cause.key, into, reviewer()),
                f"“{isolated(cause.label)}” is a part of this cause.",
            )
            say(_MARKED, done)
            if not done.refused:
                put_param("detail", into)

    into = st.selectbox(
        "Make it a part of",
        others,
        index=None,
        key=key,
        format_func=lambda key: visible(str(held.values_of("cause").get(key, key))),
        placeholder="another cause",
    )
    moved = sum(kind.runs for kind in cause.kinds)
    if into:
        st.caption(md(f"Moves {count(moved, 'run')}."))
    st.button("Merge", key="record-merge", on_click=write, disabled=not into)


def _splitting(cause: Cause) -> None:
    words_key, name_key = f"words-{cause.key}", f"part-{cause.key}"

    def write() -> None:
        words, name = st.session_state[words_key], st.session_state[name_key]
        done = recorded(
            lambda: marking.split_cause(ledger(), history(), cause.key, words, name, reviewer()),
            f"Errors that hold “{isolated(words)}” are a cause of their own.",
        )
        say(_MARKED, done)

    words = st.text_input("Errors that hold these words", key=words_key, max_chars=200)
    st.text_input("become the cause (name)", key=name_key, max_chars=marking.LONGEST_NAME)
    moved = 0
    if words.strip():
        preview = history().ask(
            "split_preview", cause=cause.key, words=" ".join(words.split()).lower()
        )[0]
        moved = preview["moved"]
        st.caption(md(f"Moves {moved:,} of {count(preview['runs'], 'run')} of all time."))
    st.button("Split", key="record-split", on_click=write, disabled=not moved)


def _fixing(cause: Cause) -> None:
    key, about = f"fixed-{cause.key}", history().about
    newest = today(about) if about.until else date.today()

    def write() -> None:
        if chosen := st.session_state[key]:
            since = day_start(chosen, about.zone)
            done = recorded(
                lambda: marking.expect_fixed(ledger(), history(), cause.key, since, reviewer()),
                f"It is expected fixed from {day(since)} on.",
            )
            say(_MARKED, done)

    st.date_input("It should not occur from this day on", value=newest, key=key, format=TYPED_DAY)
    st.button("Record", key="record-fixed", on_click=write)
    st.caption("If a run has this cause after that day, the cause is marked “came back”.")


def draw_said(entries: tuple[Entry, ...], zone: str) -> None:
    """What was said about a cause, newest first, each with a way to take back one's own."""
    draw_just_done(_TAKEN_BACK)
    if not entries:
        return
    with st.container(border=True, gap="small"):
        st.header("What was said about it?")
        for entry in entries:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                told = f"{entry.who or 'Somebody'} {KINDS[entry.kind].told(entry, zone)}"
                st.markdown(md(f"{told}, {moment(entry.at, zone)}"), width="content")
                draw_undo(f"undo-{entry.number}", entry.who, partial(_undo, entry.number))


def _undo(number: int) -> None:
    who = reviewer()
    say(_TAKEN_BACK, undone(lambda: undo(ledger(), number, who)))
