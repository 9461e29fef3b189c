"""Judge a run in one key: good or bad, and of a bad one why; each sees what others say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import judging
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
from dashboard.ui.deciding.form import form_name, who_field
from dashboard.ui.just_done import draw_just_done, recorded, say, undone
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.judgements import IN_NO_RATE, differing_words, judgement_line
from dashboard.words.safe_text import md

PLACE = "judged"
_KEYS = {WORKER: "W", INPUT: "I", UNCLEAR: "T"}


@dataclass(frozen=True, slots=True)
class JudgedRun:
    """A run that is judged. form: the name under which that is sent; after: what is done once all
    is said of it."""

    run_id: str
    form: str
    after: Callable[[], None]


def draw_judging(run_id: str, zone: str, after: Callable[[], None]) -> None:
    """Draw what people say of a run, and the keys by which one more says it. after: what is done
    once it is said that a run is good, or why it is bad."""
    about = JudgedRun(run_id, form_name(f"judge {run_id}"), after)
    said = judgements_of(history().entries, run_id)
    with st.container(border=True, gap="small", key="judging"):
        held = [one for one in said if one in history().judgements]
        _draw_verdicts(about, own_of(held))
        draw_just_done(PLACE)
        for one in reversed(said):
            st.markdown(md(judgement_line(one, zone, holds=one in held)))
        if told := differing_words(held):
            st.markdown(md(told))
        st.caption(IN_NO_RATE)


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
                "Take back",
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
    say(PLACE, done)
    if not done.refused and (verdict == GOOD or why):
        about.after()


def _take_back(about: JudgedRun) -> None:
    who = reviewer()
    say(PLACE, undone(lambda: _taken_back(about.run_id, who)))


def _taken_back(run_id: str, who: str) -> bool:
    """Whether there was something to take back: a second click finds nothing, which is no fault."""
    try:
        return judging.take_back(ledger(), run_id, who)
    except NotFound:
        return False
