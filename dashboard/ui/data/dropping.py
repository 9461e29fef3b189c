"""A file's way in: drop it, see what it is and what it would change, then load it.

Looking at a file and loading it take as long as they take, so both are jobs (waiting.py).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.errors import EncodingOpen, UserError
from dashboard.loading import Trial
from dashboard.records.rows import Answers
from dashboard.sample import sample_folder
from dashboard.store.writing.staging import Progress
from dashboard.ui.data.by_hand_card import draw_by_hand
from dashboard.ui.data.dropped import Dropped, ids_of
from dashboard.ui.data.jobs import Job
from dashboard.ui.data.looking import Looked, begin_by_hand, look, look_by_hand
from dashboard.ui.data.rounds import Loaded, Round, load_all, load_by_hand
from dashboard.ui.data.running import begun
from dashboard.ui.data.trial import (
    draw_encodings,
    draw_questions,
    draw_refused,
    draw_taken_over,
    draw_trial,
)
from dashboard.ui.data.waiting import DONE, draw_running, say_done, wait
from dashboard.ui.workspace import home
from dashboard.words.safe_text import md

MOST = 200
"""Megabytes of one file; what the server is set to (.streamlit/config.toml)."""

_ROUND, _LOOKING, _LOADING, _NUMBER = "round", "looking", "loading", "rounds"


def draw_drop() -> None:
    """The place to drop exports, and what there is to say of those that were."""
    with st.container(border=True, gap="small"):
        st.header("Load an export")
        st.caption(
            f"A spreadsheet, CSV, JSON or a zip of several, up to {MOST} MB each. You see what it "
            "is and what would change before anything is loaded."
        )
        if loading := st.session_state.get(_LOADING):
            _wait_for_load(loading)  # nothing else can be dropped meanwhile
            return
        draw_running()
        held = _dropped()
        say_done()
        if looking := st.session_state.get(_LOOKING):
            _wait_for_look(looking)
        if held:
            _draw_round(held)


def draw_sample_button() -> None:
    """Load the sample into a workspace that holds nothing yet."""
    if st.button("Load the sample", key="load sample"):
        sample = {sample_folder(): Answers()}
        _begin(Job("the sample", partial(load_all, home(), None, sample)))
        st.rerun()


def _begin(job: Job[Loaded]) -> None:
    """Have this page wait for a load, of which every other page may tell."""
    st.session_state[_LOADING] = begun(home(), job)


def _dropped() -> Round | None:
    """The round of the files that lie there now, begun anew when they are others."""
    uploads = st.file_uploader(
        "Exports",
        accept_multiple_files=True,
        label_visibility="collapsed",
        max_upload_size=MOST,
        key=f"drop {st.session_state.get(_NUMBER, 0)}",
    )
    held: Round | None = st.session_state.get(_ROUND)
    if held and held.dropped.ids == ids_of(uploads):
        return held
    if held:
        _forget()
    if not uploads:
        return None
    held = st.session_state[_ROUND] = Round(Dropped(uploads))
    st.session_state.pop(DONE, None)
    return held


def _forget() -> None:
    """End the round, and the looking at its files."""
    if looking := st.session_state.pop(_LOOKING, None):
        looking.stop()
    st.session_state.pop(_ROUND, None)


def _next_round() -> None:
    """An empty place to drop files on."""
    _forget()
    st.session_state.pop(DONE, None)
    st.session_state[_NUMBER] = st.session_state.get(_NUMBER, 0) + 1


def _look(held: Round) -> None:
    """Look at the next file, and draw the page again with what it shows."""
    path = held.to_look_at()
    if path is not None:
        answers = held.answers.get(path, Answers())
        _begin_look(path, partial(look, home(), held.dropped, path, answers))


def _begin_look(path: Path, work: Callable[[Progress], Looked]) -> None:
    st.session_state[_LOOKING] = Job(path.name, work)
    st.rerun()


def _draw_round(held: Round) -> None:
    held.stand_on(home().generation())
    _look(held)
    exports = held.exports()
    for number, (path, found) in enumerate(exports):
        if path in held.by_hand:
            _draw_by_hand(held, path, f"{number}", found)
        elif answers := _draw_known(held, path, found):
            held.answer(path, answers)
            _look(held)
    ready = held.ready()
    names = [path.name for path in ready]
    with st.container(horizontal=True, gap="small"):
        words = "Load" if len(ready) == len(exports) else f"Load {' and '.join(names)}"
        if ready and st.button(md(words), type="primary", key="load dropped"):
            work = partial(load_all, home(), held.dropped, ready)
            _begin(Job(", ".join(names), work, held.rows()))
            st.rerun()
        refused = any(isinstance(f, UserError) and p not in held.by_hand for p, f in exports)
        if refused and st.button("Look again"):
            held.look_again()
            st.rerun()
        if st.button("Cancel", key="cancel dropped"):
            _next_round()
            st.rerun()


def _draw_known(held: Round, path: Path, found: Trial | UserError) -> Answers | None:
    """What looking at a file found; other answers to read it with, once they are given."""
    if isinstance(found, EncodingOpen) and found.choices:
        return draw_encodings(path.name, found)
    if isinstance(found, UserError):
        draw_refused(path.name, found)
        return None
    if found.tried is None:
        return draw_questions(path.name, found)
    if draw_trial(path.name, found):
        format, encoding = found.explanation.format, found.answers.encoding
        _begin_look(path, partial(begin_by_hand, home(), held.dropped, path, format, encoding))
    return draw_taken_over(path.name, found)


def _draw_by_hand(held: Round, path: Path, key: str, found: Trial | UserError) -> None:
    """A file that is mapped by hand, and what is asked for it."""

    def back() -> None:
        del held.by_hand[path], held.found[path]

    asked = draw_by_hand(key, path.name, held.by_hand[path], found, back)
    if asked and asked.load:
        work = partial(load_by_hand, home(), held.dropped, path, asked.by_hand, asked.keep)
        rows = found.explanation.rows if isinstance(found, Trial) else 0
        _begin(Job(path.name, work, rows))
        st.rerun()
    if asked:
        _begin_look(path, partial(look_by_hand, home(), held.dropped, path, asked.by_hand))


def _wait_for_look(job: Job[Looked]) -> None:
    wait(job, "Looking at")
    st.session_state.pop(_LOOKING)
    held: Round | None = st.session_state.get(_ROUND)
    if held and job.failed:
        held.end(job.failed)
    elif held and job.result:
        held.take(job.result)
    st.rerun()


def _wait_for_load(job: Job[Loaded]) -> None:
    wait(job, "Loading")
    st.session_state.pop(_LOADING)
    loaded = job.result or Loaded((), (), job.failed)
    held: Round | None = st.session_state.get(_ROUND)
    if held:
        held.has_loaded(loaded)
    if held is None or held.over:
        _next_round()
    st.session_state[DONE] = loaded
    st.rerun()
