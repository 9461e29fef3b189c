"""Forms by which a person records a change, or says which cause a change should fix."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

import streamlit as st

from dashboard import recording
from dashboard.analysis.asked import findings_now
from dashboard.analysis.change_log import Change
from dashboard.analysis.impact import Impact
from dashboard.analysis.worker import configuration
from dashboard.dates import TYPED_DAY
from dashboard.errors import FilterInvalid, UserError
from dashboard.ledger.ledger import LONGEST_WHO
from dashboard.ledger.undoing import undo
from dashboard.records.schema import CHANGED_THINGS
from dashboard.store.filters.filter_links import local_moment
from dashboard.store.reading.history import SHOWN_VALUES
from dashboard.ui.lint_notes import draw_lint
from dashboard.ui.workspace import history, ledger, put_param
from dashboard.words.edits import THINGS, changed, name
from dashboard.words.safe_text import isolated, md, visible
from dashboard.words.values import moment

_SAID, _SAID_AT = "change recorded", "change recorded at"


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
            st.text_input("Your name", key="who", max_chars=LONGEST_WHO)
        st.text_input("Why?", key="change-note", max_chars=300, placeholder="a note, if you like")
        with st.grid(2, min_column_width=300, gap="small"):
            st.text_area("Instructions before, if at hand", key="change-old-text", height=90)
            st.text_area("Instructions after, if at hand", key="change-new-text", height=90)
        st.button("Record the change", type="primary", on_click=_record, args=(asked,))
        if refused := st.session_state.pop("not-recorded", None):
            st.caption(md(refused))


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
    st.time_input(md(f"Time ({about.zone})"), value=time(now.hour, 0), key=f"change-time{asked}")


def _thing(name: str) -> str:
    return md(THINGS[name])


def _cause(key: str) -> str:
    return visible(history().values_of("cause").get(key, key))


def _record(asked: str) -> None:
    held = st.session_state
    worker = held[f"change-worker{asked}"]
    if not worker:
        held["not-recorded"] = "Not recorded. Choose the worker that was changed."
        return
    zone = history().about.zone
    try:
        day, time_ = held[f"change-day{asked}"], held[f"change-time{asked}"]
        at = local_moment(datetime.combine(day, time_), zone)
    except FilterInvalid as error:  # the form has no place for an offset
        held["not-recorded"] = f"Not recorded. {error.what} Choose a time before or after that."
        return
    made = Change(worker, "", at, held["change-what"], held["change-old"], held["change-new"])
    called = isolated(history().values_of("worker").get(worker, worker))
    _told(
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
            who=held["who"],
        ),
        f"{called}: {changed(made)}, {moment(at, zone)} ({zone}).",
    )
    if (text := held["change-new-text"]) and _SAID in held:
        now = configuration(history(), recording.worker_called(history(), worker)[0])
        held["recorded-findings"] = findings_now(now, text)


def _told(write: Callable[[], bool], what: str, done: str = "recorded") -> None:
    """Write, and say on the next drawing whether it was done. what: was written, a sentence."""
    try:
        new = write()
    except UserError as error:
        st.session_state["not-recorded"] = f"Not {done}. {error.what} {error.remedy}"
    else:
        told = f"{done.capitalize()}." if new else f"That was {done} before."
        st.session_state[_SAID] = f"{told} {what}"
        for said in (_SAID_AT, "recorded-findings"):
            st.session_state.pop(said, None)


def draw_recorded() -> None:
    """Say at the top of a page what was recorded or taken back just now, until there is other news
    or another page: what was recorded has this page drawn again, as that of everybody else."""
    told = st.session_state.get(_SAID)
    here = history().identity, st.query_params.get("detail")
    if told is None or st.session_state.setdefault(_SAID_AT, here) != here:
        for said in (_SAID, _SAID_AT, "recorded-findings"):
            st.session_state.pop(said, None)
        return
    with st.container(border=True):
        st.markdown(f":material/check: {md(told)}")
        draw_lint(st.session_state.get("recorded-findings", ()))


def draw_aiming(found: Impact) -> None:
    """Say which cause a change should fix; take back what was recorded."""
    key = f"aim-{found.change.worker_id}-{found.change.at.isoformat()}"

    def write() -> None:
        if cause := st.session_state[key]:
            change = found.change.main
            _told(
                lambda: recording.aim(
                    ledger(), history(), change.worker_id, change.at, cause, _who()
                ),
                f"It should fix “{isolated(_cause(cause))}”.",
            )

    card = st.container(border=True)
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
        st.button("Record", key="record-aim", on_click=write)
        _draw_undoing(found)
    if refused := st.session_state.pop("not-recorded", None):
        card.caption(md(refused))


def _draw_undoing(found: Impact) -> None:
    changes = found.change.changes
    aimed = next((change.aim_entry for change in changes if change.aim_entry), None)
    if aimed is not None:
        st.button("Undo this aim", type="tertiary", on_click=_undo_aim, args=(aimed,))
    recorded = [(change.entry, change) for change in changes if change.entry is not None]
    for entry, change in recorded:
        which = f": {changed(change)}" if len(recorded) > 1 else ""
        st.button(
            md(f"Undo this record{which}"), key=f"undo-{entry}", type="tertiary",
            on_click=_undo, args=(entry, found),
        )  # fmt: skip


def _undo(entry: int, found: Impact) -> None:
    """Take back a recorded change, and go where the others are."""
    _told(
        lambda: undo(ledger(), entry, _who()),
        f"{name(found.change, history().about.zone)}.",
        "undone",
    )
    put_param("detail", None)


def _undo_aim(entry: int) -> None:
    _told(lambda: undo(ledger(), entry, _who()), "", "undone")


def _who() -> str:
    """The name given in the form, where there is one."""
    return str(st.session_state.get("who", ""))
