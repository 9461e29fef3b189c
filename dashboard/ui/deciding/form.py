"""The form by which a person decides about a finding, or puts it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import streamlit as st

from dashboard import deciding
from dashboard.analysis.measures import MEASURE
from dashboard.analysis.subjects import Counted, can_be_expected, is_better
from dashboard.analysis.suggestion import Suggestion, changes_nothing
from dashboard.dates import TYPED_DAY
from dashboard.deciding import By, Draft
from dashboard.ledger.checklist import Answered
from dashboard.ledger.decisions import (
    ACTION_NAMES,
    ACTIONS,
    OTHER,
    UNCHANGED,
    Expectation,
    Subject,
)
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import LONGEST_WHO
from dashboard.ui.deciding.checklist import answered, draw_checklist
from dashboard.ui.just_done import JustDone, recorded, say
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.decisions import NOT_CHANGED, action_word, subject_name
from dashboard.words.measures import asked_words
from dashboard.words.safe_text import md
from dashboard.words.suggestion import because, suggestion_lines

PLACE = "decided"
"""Where it is told what was recorded just now."""
NO_TIME, DAY = timedelta(), timedelta(days=1)
SOON, LATER = timedelta(weeks=1), timedelta(weeks=4)
"""When a decision is due, and what it brings is looked at, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a form is about. key: names its fields, another for every finding; name: under which it
    is sent, another whenever the ledger has grown; evidence: is asked for once something is
    recorded; counted: what its finding counts; checklist: as far as the data answers it;
    after: what is done once something was recorded."""

    key: str
    name: str
    subject: Subject
    evidence: Callable[[], Evidence]
    counted: Counted
    suggestion: Suggestion | None
    checklist: tuple[Answered, ...]
    after: Callable[[], None]


def form_name(key: str) -> str:
    """A name for a form that is drawn now: what is sent twice bears it twice."""
    session = st.session_state.setdefault("session name", uuid4().hex)
    return f"{session} {key} {len(ledger().entries())}"


def draw_form(opened: Opened) -> None:
    """Choose the next action, what is expected of it, who does it until when; or put it off."""
    key, found = opened.key, opened.suggestion
    st.markdown("  \n".join(md(line) for line in suggestion_lines(found)))
    action = st.segmented_control(
        "Next action",
        ACTIONS,
        default=found.action if found else None,
        required=found is not None,  # to click what is suggested is to agree
        key=f"action-{key}",
        format_func=_action,
    )
    if action == OTHER:
        said = because(found) if found and found.action == OTHER else ""
        st.text_input("What is to be done?", value=said, key=f"other-{key}", max_chars=300)
    if action != UNCHANGED:  # of which nobody does anything, and nothing is expected
        _who_and_when(opened)
    with st.grid(2, min_column_width=260, gap="small"):
        st.text_input("Reason", key=f"reason-{key}", max_chars=500, placeholder="in your words")
        st.text_input("Scope", key=f"scope-{key}", max_chars=300, placeholder="all of it, if empty")
    draw_checklist(key, opened.checklist)
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="decide-row"):
        st.button(
            "Record the decision",
            type="primary",
            key=f"record-{key}",
            on_click=_record,
            args=(opened,),
            disabled=action is None,
        )
        with st.popover("Postpone", icon=":material/schedule:"):
            _postponing(opened)
        st.caption(NOT_CHANGED, width="content")


def _who_and_when(opened: Opened) -> None:
    """What is expected, who does it, and until when."""
    key = opened.key
    with st.grid(4, min_column_width=160, gap="small", vertical_alignment="bottom"):
        _expectation(opened)
        st.text_input("Owner", key=f"owner-{key}", max_chars=LONGEST_WHO, placeholder="who does it")
        _day_field("Due", this_day() + SOON, f"due-{key}")


def _expectation(opened: Opened) -> None:
    """From how many to how many, by when; nothing where nothing can become less, or more. Where
    what is suggested changes nothing by itself, nothing is filled in."""
    counted, key = opened.counted, opened.key
    if not can_be_expected(opened.subject, counted):
        return
    found = opened.suggestion
    st.number_input(
        md(asked_words(history(), opened.subject, counted)),
        min_value=0,
        value=None if found and changes_nothing(found) else _aim(counted),
        placeholder="nothing, if empty",
        key=f"then-{key}",
    )
    _day_field("By", this_day() + LATER, f"by-{key}")


def _aim(counted: Counted) -> int:
    """What is expected where nobody says otherwise: what is usual, else half; of what should never
    be, none."""
    measure, usual = MEASURE[counted.measure], counted.usual_a_week
    if measure.more:
        return round(usual or counted.a_week)
    if measure.none:
        return 0
    return int(usual if usual is not None and usual < counted.a_week else counted.a_week / 2)


def _day_field(label: str, value: date, key: str, *, after: timedelta = NO_TIME) -> None:
    """Ask for a day, none before that on which somebody decides, or only so long after it."""
    earliest = this_day() + after
    st.date_input(md(label), value=value, min_value=earliest, key=key, format=TYPED_DAY)


def _action(action: str) -> str:
    return md(ACTION_NAMES[action].capitalize())


def this_day() -> date:
    """The day on which somebody decides: today, or that of data that is newer."""
    return history().about.this_day


def _record(opened: Opened) -> None:
    held, key = st.session_state, opened.key
    action = held[f"action-{key}"] or ""
    does = action != UNCHANGED
    draft = Draft(
        action,
        other=held.get(f"other-{key}", ""),
        scope=held[f"scope-{key}"],
        reason=held[f"reason-{key}"],
        owner=held.get(f"owner-{key}", "") if does else "",
        due=held.get(f"due-{key}") if does else None,
        expected=_expected(opened) if does else None,
        checklist=answered(key, opened.checklist),
    )
    by = By(reviewer(), opened.name)

    def write() -> bool:
        deciding.check_days(history(), draft)
        evidence = opened.evidence()
        return deciding.decide(ledger(), history(), opened.subject, draft, evidence, by)

    _written(
        opened,
        write,
        f"{subject_name(history(), opened.subject)}: {action_word(draft)}.",
    )


def _expected(opened: Opened) -> Expectation | None:
    """What is expected; nothing where it was not asked, or is to stay as it is."""
    held, key, counted = st.session_state, opened.key, opened.counted
    then, by = held.get(f"then-{key}"), held.get(f"by-{key}")
    if then is None or by is None or not is_better(counted, then):
        return None
    return Expectation(counted.measure, counted.a_week, float(then), by)


def _postponing(opened: Opened) -> None:
    key = opened.key
    _day_field("Until", this_day() + SOON, f"until-{key}", after=DAY)
    st.text_input("Why not now?", key=f"why-{key}", max_chars=300)
    st.button("Postpone it", key=f"postpone-{key}", on_click=_postpone, args=(opened,))


def _postpone(opened: Opened) -> None:
    held, key = st.session_state, opened.key
    by = By(reviewer(), opened.name)
    _written(
        opened,
        lambda: deciding.postpone(
            ledger(),
            history(),
            opened.subject,
            held[f"until-{key}"],
            held[f"why-{key}"],
            opened.evidence(),
            by,
        ),
        f"{subject_name(history(), opened.subject)}: postponed.",
    )


def _written(opened: Opened, write: Callable[[], bool], told: str) -> None:
    """Write, say what was written, and go on; where it was refused, stay."""
    done: JustDone = recorded(write, told)
    say(PLACE, done)
    if not done.refused:
        opened.after()
