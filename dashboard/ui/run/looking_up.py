"""Say where one looked for what a run created and what one found, and whether it is cleaned up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import clearing
from dashboard.clearing import Look
from dashboard.deciding import By
from dashboard.ledger.clearances import DONE, FOUND, CleanedUp, LookedUp, looked_up
from dashboard.ledger.undoing import undo
from dashboard.named_subjects import MOST_RUNS
from dashboard.store.reading.cleaned_runs import Cleaning
from dashboard.ui.deciding.form import form_name
from dashboard.ui.just_done import draw_just_done, recorded, say, undone
from dashboard.ui.taking_back import draw_undo
from dashboard.ui.workspace import history, ledger, reviewer
from dashboard.words.looked_up import (
    DONE_WORDS,
    FOUND_WORDS,
    cleaned_of_all,
    cleaned_together,
    looked_up_line,
    looked_up_sentence,
)
from dashboard.words.safe_text import md
from dashboard.words.values import count

PLACE, CLEANING = "looked up", "cleaned up"
SHOWN = 5
"""So many words on runs being cleaned up are shown, each to take back."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form about runs. name: under which it is sent; left: by the run as it is shown."""

    run_ids: tuple[str, ...]
    name: str
    left: str = ""


def draw_looked_up(run_id: str, left: str, zone: str) -> None:
    """What people found of a run, and a form for one more finding. left: by the run now."""
    held = looked_up(ledger().entries(), run_id)
    if told := looked_up_sentence(held, left):
        st.markdown(f"**{md(told)}**")
    for one in reversed(held):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(md(looked_up_line(one, left, zone)), width="content")
            draw_undo(f"undo-look-{one.entry}", one.who, partial(_undo, one))
    draw_just_done(PLACE)
    form = _Form((run_id,), form_name(f"look {run_id}"), left)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Where did you look?",
            key=f"place-{run_id}",
            max_chars=200,
            placeholder="the task, the record, the mailbox",
            width=260,
        )
        st.selectbox(
            "What did you find?",
            FOUND,
            index=None,
            key=f"found-{run_id}",
            format_func=lambda word: FOUND_WORDS[word],
            width=180,
        )
        st.text_input("Note", key=f"looked-{run_id}", max_chars=300, width=220)
        st.button("Record what I found", key=f"look-{run_id}", on_click=partial(_look_up, form))


def draw_cleaning(run_ids: Sequence[str], zone: str) -> None:
    """Whether what runs left is cleaned up, and a form that says it of all of them."""
    held = history().cleaned
    said = [held[run_id] for run_id in run_ids if run_id in held]
    draw_just_done(CLEANING)
    if len(run_ids) > 1:
        st.markdown(md(cleaned_of_all(said, len(run_ids))))
    elif not said:
        st.markdown("Nobody said yet whether it is cleaned up.")
    _draw_said(said, zone)
    key = " ".join(run_ids[:1])
    form = _Form(tuple(run_ids), form_name(f"clean {key}"))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for label, name in (("Cleaned up?", "cleaned"), ("Customer told?", "told")):
            st.selectbox(
                md(label),
                DONE,
                index=None,
                key=f"{name}-{key}",
                format_func=lambda word: DONE_WORDS[word],
                width=160,
            )
        st.button(
            "Record the clean-up" if len(run_ids) == 1 else "Record it for all",
            key=f"clean-{key}",
            on_click=partial(_clean, form, key),
            disabled=len(run_ids) > MOST_RUNS,
        )


def _draw_said(said: Sequence[Cleaning], zone: str) -> None:
    """Who said it of which runs, the newest first, each to take back, also for runs that are not
    among these."""
    together: dict[int, list[Cleaning]] = {}
    for one in said:
        together.setdefault(one.word.entry, []).append(one)
    for entry in sorted(together, reverse=True)[:SHOWN]:
        words = together[entry]
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(md(cleaned_together(words, zone)), width="content")
            word = words[0].word
            of = f"Undo for {count(word.together, 'run')}" if word.together > len(words) else "Undo"
            draw_undo(f"undo-clean-{entry}", word.who, partial(_take_back, word), of)
    if len(together) > SHOWN:
        st.caption(md(f"And {len(together) - SHOWN:,} earlier ones: see the list below."))


def _look_up(form: _Form) -> None:
    (run_id,), held = form.run_ids, st.session_state
    found = held[f"found-{run_id}"] or ""
    finding = Look(held[f"place-{run_id}"], found, held[f"looked-{run_id}"])
    by = By(reviewer(), form.name)
    say(
        PLACE,
        recorded(
            lambda: clearing.look_up(ledger(), history(), run_id, finding, form.left, by),
            f"{finding.place}: {FOUND_WORDS.get(found, found)}.",
        ),
    )


def _clean(form: _Form, key: str) -> None:
    held = st.session_state
    cleaned, told = held[f"cleaned-{key}"] or "", held[f"told-{key}"] or ""
    by = By(reviewer(), form.name)
    say(
        CLEANING,
        recorded(
            lambda: clearing.clean_up(ledger(), history(), form.run_ids, cleaned, told, by),
            f"{count(len(form.run_ids), 'run')}.",
        ),
    )


def _undo(one: LookedUp) -> None:
    who = reviewer()
    say(PLACE, undone(lambda: undo(ledger(), one.entry, who)))


def _take_back(word: CleanedUp) -> None:
    who, runs = reviewer(), count(word.together, "run")
    say(CLEANING, undone(lambda: undo(ledger(), word.entry, who), f"{runs}."))
