"""Judge a run in one key: good or bad, and of a bad one why; each sees what others say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from dashboard import judging
from dashboard.analysis.clearance import NONE
from dashboard.analysis.run import RunDetail
from dashboard.deciding import By
from dashboard.errors import NotFound
from dashboard.ledger.judgements import (
    BAD,
    GOOD,
    INPUT,
    REASON_WORDS,
    UNCLEAR,
    WORKER,
    Judgement,
    judgements_of,
    verdict_words,
)
from dashboard.ui.deciding.form import form_name
from dashboard.ui.just_done import draw_just_done, recorded, say, undone
from dashboard.ui.links import to_here
from dashboard.ui.run_steps import WRITTEN, text_box
from dashboard.ui.who import who_field
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.fields import LABELS
from dashboard.words.judgements import IN_NO_RATE, differing_words, judgement_line
from dashboard.words.safe_text import md

PLACE = "judged"
_OUTPUTS = ("output_text", "comment_preview")
LOW_PIXELS = 200
"""So tall is at most what a run wrote, where the keys stand below it."""
_KEYS = {WORKER: "W", INPUT: "I", UNCLEAR: "T"}


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """A run that is judged. form: the name under which that is sent; after: what is done once all
    is said of it."""

    run_id: str
    form: str
    after: Callable[[], None]


def draw_judging(detail: RunDetail, zone: str, after: Callable[[], None]) -> None:
    """Draw what a run wrote, what people say of it, and the keys by which one more says it. after:
    what is done once it is said that a run is good, or why it is bad."""
    run_id = detail.values["run_id"]
    about = JudgedRun(run_id, form_name(f"judge {run_id}"), after)
    said = judgements_of(history().entries, run_id)
    with st.container(border=True, gap="small", key="judging"):
        held = [one for one in said if one in history().judgements]
        _draw_output(detail)
        _draw_verdicts(about, own_of(held))
        draw_just_done(PLACE)
        for one in reversed(said):
            st.markdown(md(judgement_line(one, zone, holds=one in held)))
        if told := differing_words(held):
            st.markdown(md(told))
        st.caption(IN_NO_RATE)


def _draw_output(detail: RunDetail) -> None:
    """What is judged, beside the keys; the step of the output tells the rest of it below."""
    name = next((one for one in _OUTPUTS if detail.values[one]), None)
    if name is None:
        may = detail.values["task_url"] and detail.values["effects_state"] != NONE
        look = ": open its task" if may else ""
        st.caption(md(f"Your export shows no output of this run{look}."))
        return
    text_box(LABELS[name], detail.values[name], WRITTEN[name], tall=LOW_PIXELS)


def stay() -> None:
    """What is done after a judgement where one looks at a run by itself."""


def own_of(said: Sequence[Judgement]) -> Judgement | None:
    """What the person at this browser says, by the name that they chose."""
    who = reviewer()
    return next((one for one in said if one.who == who), None)


def _draw_verdicts(about: JudgedRun, own: Judgement | None) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        who_field()
        for verdict, key in ((GOOD, "G"), (BAD, "B")):
            st.button(
                md(verdict.capitalize()),
                key=f"judge-{verdict}-{about.run_id}",
                shortcut=key,
                type="primary" if own and own.verdict == verdict else "secondary",
                on_click=partial(_judge, about, verdict, ""),
            )
        if own:
            st.button(
                "Undo",
                key=f"unjudge-{about.run_id}",
                type="tertiary",
                on_click=partial(_take_back, about),
            )
    if own and own.verdict == BAD:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown("Why is it bad?", width="content")
            for why, key in _KEYS.items():
                st.button(
                    md(REASON_WORDS[why].capitalize()),
                    key=f"judge-{why}-{about.run_id}",
                    shortcut=key,
                    type="primary" if own.why == why else "secondary",
                    on_click=partial(_judge, about, BAD, why),
                )


def _judge(about: JudgedRun, verdict: str, why: str) -> None:
    by = By(reviewer(), f"{about.form} {verdict} {why}")
    done = recorded(
        lambda: judging.judge(ledger(), history(), about.run_id, verdict, why, by),
        f"Run {about.run_id}: {verdict_words(verdict, why)}.",
    )
    goes_on = not done.refused and (verdict == GOOD or bool(why)) and about.after is not stay
    if goes_on:
        back = to_here(run=about.run_id)
        done = replace(done, back=back, take_back=partial(_take_back, about))
    say(PLACE, done)
    if goes_on:
        about.after()


def _take_back(about: JudgedRun) -> None:
    who = reviewer()
    told = f"Run {about.run_id} is not judged by you."
    say(PLACE, undone(lambda: _taken_back(about.run_id, who), told))


def _taken_back(run_id: str, who: str) -> bool:
    """Whether there was something to take back: a second click finds nothing, which is no fault."""
    try:
        return judging.take_back(ledger(), run_id, who)
    except NotFound:
        return False
