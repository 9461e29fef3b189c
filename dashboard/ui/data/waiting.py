"""How far a look at a file or a load is, told until it ends, and what the last load did.

The page waits in short steps, so that a click interrupts the waiting, never the work.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.ui.data.jobs import Job, Stopped
from dashboard.ui.data.looking import Looked
from dashboard.ui.data.rounds import Loaded
from dashboard.ui.data.running import running
from dashboard.ui.workspace import home
from dashboard.words.safe_text import md
from dashboard.words.trials import did, how_far

DONE = "loaded"
"""Where a session keeps what its last load did."""
_FOLLOWED = "followed load"
_RUNS = "A load is running:"


def wait(job: Job[Looked] | Job[Loaded], doing: str) -> None:
    """Show how far a job is until it ends."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = st.empty()
        if st.button("Stop", key="stop job"):
            job.stop()
    while not job.done:
        _tell(told, job, doing)
        job.wait(0.25)


def _tell(where: DeltaGenerator, job: Job[Looked] | Job[Loaded], doing: str) -> None:
    """Show how far a job is."""
    words = md(f"{doing} {job.name}{how_far(job.rows, job.total, job.seconds)}")
    if job.total:
        where.progress(min(job.rows / job.total, 1.0), words)
    else:
        where.caption(words)


def draw_running() -> None:
    """Tell of a load that another page began, or this one before it was opened anew."""
    st.session_state.pop(_FOLLOWED, None)
    if job := running(home()):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            told = st.empty()
            if st.button("Stop this load", key="stop running"):
                job.stop()
        _tell(told, job, _RUNS)
        st.session_state[_FOLLOWED] = job, told


def follow_load() -> None:
    """Once a page is drawn: show how far the load is of which it tells, until that ends."""
    job, told = st.session_state.pop(_FOLLOWED, (None, None))
    if job is None:
        return
    while not job.done:
        _tell(told, job, _RUNS)
        job.wait(0.25)
    st.session_state[DONE] = job.result or Loaded((), (), job.failed)
    st.rerun()


def say_done() -> None:
    """What the last load did, and what ended it early."""
    done: Loaded | None = st.session_state.get(DONE)
    if done is None:
        return
    for imported in done.imported:
        st.success(md(f"{imported.name}: {did(imported)}"), icon=":material/check:")
        for notice in imported.notices:
            st.caption(md(notice))
    if done.kept:
        st.caption(
            md(f"Such files are read like this from now on. The mapping is kept as {done.kept}.")
        )
    if isinstance(done.ended, Stopped):
        st.warning(md("It was stopped; what stands above is in." if done.imported else "Stopped."))
    elif done.ended:
        st.warning(md(f"{done.ended.what} {done.ended.remedy}".strip()))
