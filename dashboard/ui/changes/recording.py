"""Forms by which a person records a change, or says which cause a change should fix."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import recording
from dashboard.analysis.asked import findings_now
from dashboard.analysis.change_log import Change
from dashboard.analysis.impact import Impact
from dashboard.analysis.worker import configuration
from dashboard.dates import TYPED_DAY
from dashboard.errors import FilterInvalid
from dashboard.ledger.undoing import undo
from dashboard.records.schema import CHANGED_THINGS
from dashboard.store.filters.filter_links import local_moment
from dashboard.store.reading.known_values import SHOWN_VALUES
from dashboard.ui.just_done import JustDone, draw_just_done, recorded, say, undone
from dashboard.ui.taking_back import draw_undo
from dashboard.ui.who import who_field_too
from dashboard.ui.workspace import history, ledger, put_param, reviewer
from dashboard.words.edits import THINGS, changed, name
from dashboard.words.safe_text import isolated, md, visible
from dashboard.words.values import moment

_FORM, _AIM, _TAKEN_BACK = "change recorded", "change aimed", "change taken back"


def draw_recording(
    *, expanded: bool = False, worker_id: str | None = None, at: datetime | None = None
) -> None:
    """Record a change: which worker, when, what; and if at hand from what, to what, for what.

    worker_id, at: what the form begins with, where a worker and a time are in question.
    """
    with st.expander("Record a change", icon=":material/edit_note:", expanded=expanded):
        if not history().values_of("worker"):
            st.caption(
                "Your export doesn’t name workers (column worker), so no change can be told."
            )
            return
        # Its own keys, else what was begun elsewhere would be recorded of what is in question.
        asked = f"-{worker_id}-{at.isoformat()}" if at else ""
        st.caption(md(f"Times are those of {history().about.zone}."))
        with st.grid(4, min_column_width=170, gap="small"):
            _who_and_when(asked, worker_id, at)
            st.text_input("From", key="change-old", max_chars=200, placeholder="v1")
            st.text_input("To", key="change-new", max_chars=200, placeholder="v2")
            st.selectbox(
                "Which cause should it fix?",
                list(history().values_of("cause")),
                index=None,
                key="change-cause",
                format_func=_cause,
                placeholder="none in particular",
            )
            who_field_too("recording")
        st.text_input("Why?", key="change-note", max_chars=300, placeholder="a note, if you like")
        with st.grid(2, min_column_width=300, gap="small"):
            st.text_area("Instructions before, if at hand", key="change-old-text", height=90)
            st.text_area("Instructions after, if at hand", key="change-new-text", height=90)
        st.button("Record the change", type="primary", on_click=_record, args=(asked,))
        draw_just_done(_FORM)


def _who_and_when(asked: str, worker_id: str | None, at: datetime | None) -> None:
    """Which worker was changed, what about it, and when. asked: what is in question, for keys."""
    names, about = history().values_of("worker"), history().about
    zone = ZoneInfo(about.zone)
    now = (at or about.now or datetime.now(zone)).astimezone(zone)
    st.selectbox(
        "Worker",
        list(names),
        index=list(names).index(worker_id) if worker_id in names else None,
        key=f"change-worker{asked}",
        format_func=lambda name: visible(str(names.get(name, name))),
        placeholder="which one?",
        accept_new_options=len(names) >= SHOWN_VALUES,  # others are named by typing
    )
    st.selectbox("What was changed", CHANGED_THINGS, key="change-what", format_func=_thing)
    st.date_input("Day", value=now.date(), key=f"change-day{asked}", format=TYPED_DAY)
    st.time_input("Time", value=time(now.hour, 0), key=f"change-time{asked}")


def _thing(name: str) -> str:
    return md(THINGS[name])


def _cause(key: str) -> str:
    return visible(history().values_of("cause").get(key, key))


def _record(asked: str) -> None:
    held = st.session_state
    worker = held[f"change-worker{asked}"]
    if not worker:
        say(_FORM, JustDone("Not recorded. Choose the worker that was changed.", refused=True))
        return
    zone = history().about.zone
    try:
        day, time_ = held[f"change-day{asked}"], held[f"change-time{asked}"]
        at = local_moment(datetime.combine(day, time_), zone)
    except FilterInvalid as error:  # the form has no place for an offset
        told = f"Not recorded. {error.what} Choose a time before or after that."
        say(_FORM, JustDone(told, refused=True))
        return
    made = Change(worker, "", at, held["change-what"], held["change-old"], held["change-new"])
    called = isolated(history().values_of("worker").get(worker, worker))
    done = recorded(
        lambda: recording.record_change(
            ledger(),
            history(),
            worker,
            at,
            held["change-what"],
            old=held["change-old"],
            new=held["change-new"],
            old_text=held["change-old-text"],
            new_text=held["change-new-text"],
            cause=held["change-cause"] or "",
            note=held["change-note"],
            who=reviewer(),
        ),
        f"{called}: {changed(made)}, {moment(at, zone)} ({zone}).",
    )
    if (text := held["change-new-text"]) and not done.refused:
        now = configuration(history(), recording.worker_called(history(), worker)[0])
        done = replace(done, findings=tuple(findings_now(now, text)))
    say(_FORM, done)


def draw_taken_back() -> None:
    """Say at the top of a page what was taken back just now."""
    draw_just_done(_TAKEN_BACK)


def draw_aiming(found: Impact) -> None:
    """Say which cause a change should fix; take back what was recorded."""
    key = f"aim-{found.change.worker_id}-{found.change.at.isoformat()}"

    def write() -> None:
        if cause := st.session_state[key]:
            change = found.change.main
            done = recorded(
                lambda: recording.aim(
                    ledger(), history(), change.worker_id, change.at, cause, reviewer()
                ),
                f"It should fix “{isolated(_cause(cause))}”.",
            )
            say(_AIM, done)

    card = st.container(border=True, gap="small")
    with card.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Which cause should it fix?",
            list(history().values_of("cause")),
            index=None,
            key=key,
            format_func=_cause,
            placeholder="choose a cause",
            width=280,
        )
        who_field_too("aiming")
        st.button("Record", key="record-aim", on_click=write)
        _draw_undoing(found)
    with card:
        draw_just_done(_AIM)


def _draw_undoing(found: Impact) -> None:
    changes, said = found.change.changes, {one.number: one.who for one in ledger().entries()}
    aimed = next((change.aim_entry for change in changes if change.aim_entry), None)
    if aimed is not None:
        draw_undo("undo-aim", said.get(aimed, ""), partial(_undo_aim, aimed), "Undo this aim")
    recorded = [(change.entry, change) for change in changes if change.entry is not None]
    for entry, change in recorded:
        which = f": {changed(change)}" if len(recorded) > 1 else ""
        undo_it = partial(_undo, entry, found)
        draw_undo(f"undo-{entry}", said.get(entry, ""), undo_it, f"Undo this record{which}")


def _undo(entry: int, found: Impact) -> None:
    """Take back a recorded change, and go where the others are."""
    called = f"{name(found.change, history().about.zone)}."
    say(_TAKEN_BACK, undone(lambda: undo(ledger(), entry, reviewer()), called))
    put_param("detail", None)


def _undo_aim(entry: int) -> None:
    say(_AIM, undone(lambda: undo(ledger(), entry, reviewer())))
