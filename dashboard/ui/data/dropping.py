"""A file's way in: drop it, see what it is and what it would change, then load it.

Looking at a file and loading it take as long as they take, so both are jobs; the page waits for
them in short steps, so that a click interrupts the waiting, never the work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from dashboard.errors import UserError
from dashboard.loading import Trial, load, try_out
from dashboard.records.rows import Answers
from dashboard.sample import sample_folder
from dashboard.store.importing import Imported
from dashboard.store.staging import Progress
from dashboard.ui.data.dropped import Dropped, Upload, ids_of
from dashboard.ui.data.jobs import Job, Stopped
from dashboard.ui.data.trial import draw_questions, draw_trial
from dashboard.ui.workspace import home
from dashboard.words.safe_text import md
from dashboard.words.trials import did
from dashboard.words.values import count

MOST = 200
"""Megabytes of one file; what the server is set to (.streamlit/config.toml)."""

_DROPPED, _TRIALS, _JOB, _DONE, _ROUND = "dropped", "trials", "load job", "loaded", "drop round"


def draw_drop() -> None:
    """The place to drop exports, and what there is to say of those that were."""
    with st.container(border=True, gap="small"):
        st.markdown("**Load an export**")
        st.caption(
            f"A spreadsheet, CSV, JSON or a zip of several, up to {MOST} MB each. You see what it "
            "is and what would change before anything is loaded."
        )
        uploads = st.file_uploader(
            "Exports",
            accept_multiple_files=True,
            label_visibility="collapsed",
            max_upload_size=MOST,
            key=f"drop {st.session_state.get(_ROUND, 0)}",
        )
        _say_done()
        dropped = _kept(uploads)
        if job := st.session_state.get(_JOB):
            _wait(job)
        if dropped:
            _draw_dropped(dropped)


def draw_sample_button() -> None:
    """Load the sample into a workspace that holds nothing yet."""
    if st.button("Load the sample", key="load sample"):
        _begin("the sample", partial(_load_one, sample_folder(), Answers()))
        st.rerun()


def _kept(uploads: Sequence[Upload]) -> Dropped | None:
    """The dropped files on disk, written when they are new."""
    held: Dropped | None = st.session_state.get(_DROPPED)
    if held and held.ids == ids_of(uploads):
        return held
    if held:
        _forget()
    if not uploads:
        return None
    held = st.session_state[_DROPPED] = Dropped(uploads)
    st.session_state.pop(_DONE, None)
    return held


def _forget() -> None:
    """Drop what was looked at, its files and the job that works on them."""
    if job := st.session_state.pop(_JOB, None):
        job.stop()
    if held := st.session_state.pop(_DROPPED, None):
        held.close()
    st.session_state.pop(_TRIALS, None)


def _draw_dropped(dropped: Dropped) -> None:
    trials: dict[Path, Trial | UserError] = st.session_state.setdefault(_TRIALS, {})
    for path in _looked_at(dropped, trials):
        if path not in trials:
            _begin(path.name, partial(_look, path, Answers()))
            st.rerun()
    shown = _exports(dropped, trials)
    for path in shown:
        found = trials[path]
        if isinstance(found, UserError):
            _draw_refused(path, found)
        elif found.tried is None:
            if answers := draw_questions(path.name, found):
                trials.pop(path)
                _begin(path.name, partial(_look, path, answers))
                st.rerun()
        else:
            draw_trial(path.name, found)
    ready = {
        path: found.answers
        for path in shown
        if isinstance(found := trials[path], Trial) and found.tried is not None
    }
    ready_names = [path.name for path in ready]
    with st.container(horizontal=True, gap="small"):
        words = "Load" if len(ready) == len(shown) else f"Load {' and '.join(ready_names)}"
        if ready and st.button(md(words), type="primary", key="load dropped"):
            _begin(", ".join(ready_names), partial(_load_all, ready))
            st.rerun()
        if st.button("Cancel", key="cancel dropped"):
            _next_round()
            st.rerun()


def _looked_at(dropped: Dropped, trials: dict[Path, Trial | UserError]) -> tuple[Path, ...]:
    """Each file by itself, and all together if one is nothing by itself."""
    alone = any(isinstance(trials.get(path), UserError) for path in dropped.files)
    several = alone and len(dropped.files) > 1
    return (*dropped.files, dropped.folder) if several else dropped.files


def _exports(dropped: Dropped, trials: dict[Path, Trial | UserError]) -> tuple[Path, ...]:
    """What is loaded as one export each: the files, or all of them if only so they are one."""
    together = trials.get(dropped.folder)
    whole = isinstance(together, Trial) and together.explanation.files == len(dropped.files)
    return (dropped.folder,) if whole else dropped.files


def _draw_refused(path: Path, why: UserError) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{md(path.name)}**")
        st.markdown(md(why.what))
        if why.remedy:
            st.caption(md(why.remedy))


def _begin(name: str, work: Callable[[Progress], object]) -> None:
    st.session_state[_JOB] = Job(name, work)


def _look(path: Path, answers: Answers, progress: Progress) -> tuple[Path, Trial | UserError]:
    """What loading a file would do, or why it can't be loaded."""
    try:
        return path, try_out(
            home(), path, mapping=None, answers=answers, progress=progress, called=path.name
        )
    except Stopped:
        raise
    except UserError as error:
        return path, error


def _load_one(path: Path, answers: Answers, progress: Progress) -> list[Imported]:
    return [load(home(), path, mapping=None, answers=answers, progress=progress, called=path.name)]


def _load_all(ready: dict[Path, Answers], progress: Progress) -> list[Imported]:
    done = []
    for path, answers in ready.items():
        done += _load_one(path, answers, progress)
    return done


def _wait(job: Job[object]) -> None:
    """Show how far the job is until it ends; then draw the page with what came out."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        told = st.empty()
        if st.button("Stop", key="stop job"):
            job.stop()
    while not job.done:
        read = f": {count(job.rows, 'row')} read" if job.rows else " …"
        told.caption(md(f"Reading {job.name}{read}"))
        job.wait(0.25)
    st.session_state.pop(_JOB)
    _take(job)
    st.rerun()


def _take(job: Job[object]) -> None:
    """What a job brought, to where the page looks for it."""
    if job.failed:
        st.session_state[_DONE] = job.failed
        if isinstance(job.failed, Stopped):
            _next_round()
            st.session_state[_DONE] = job.failed
    elif isinstance(job.result, tuple):
        path, found = job.result
        st.session_state.setdefault(_TRIALS, {})[path] = found
    else:
        _next_round()
        st.session_state[_DONE] = job.result


def _next_round() -> None:
    """An empty place to drop files on."""
    _forget()
    st.session_state.pop(_DONE, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _say_done() -> None:
    """What the last load did."""
    done = st.session_state.get(_DONE)
    if isinstance(done, UserError):
        st.warning(md(f"{done.what} {done.remedy}".strip()))
    for imported in done if isinstance(done, list) else []:
        st.success(md(f"{imported.name}: {did(imported)}"), icon=":material/check:")
        for notice in imported.notices:
            st.caption(md(notice))
