"""What a dropped file is and what loading it would change; the questions that it leaves open."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.errors import EncodingOpen, UserError
from dashboard.loading import Trial
from dashboard.records.reading import Explanation
from dashboard.records.rows import Answers
from dashboard.sources.mapping.zones import zone_names
from dashboard.sources.raw.raw_text import as_text
from dashboard.ui.table import draw_table
from dashboard.words.fields import LABELS
from dashboard.words.safe_text import md, visible
from dashboard.words.trials import recognised, would

_SHOWN = 80
"""Letters of a value in the three rows that are shown."""


def draw_trial(name: str, trial: Trial) -> bool:
    """A file that can be loaded: what it is, what would change, and the evidence folded below;
    whether a person would rather map it by hand."""
    found, tried = trial.explanation, trial.tried
    assert tried is not None  # noqa: S101
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{md(name)}**")
        st.markdown(md(f"{recognised(found)}. {would(tried.imported)}"))
        with st.expander("Three rows, as they stand there and as they become"):
            draw_rows(found)
        with st.expander("Where each column comes from"):
            st.caption(md(found.why))
            _draw_columns(found)
        draw_evidence(trial)
        return st.button(
            "Map it by hand", type="tertiary", icon=":material/edit:", key=f"by hand {name}"
        )


def draw_evidence(trial: Trial) -> None:
    """What there is to say of a file that can be loaded, and the rows that would be rejected."""
    tried = trial.tried
    assert tried is not None  # noqa: S101
    for notice in tried.imported.notices:
        st.caption(md(notice))
    if tried.rejected:
        with st.expander("Rows that would be rejected"):
            _draw_rejected(tried.rejected)


def draw_refused(name: str, why: UserError) -> None:
    """A file that can't be loaded, and why."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{md(name)}**")
        st.markdown(md(why.what))
        if why.remedy:
            st.caption(md(why.remedy))


def draw_questions(name: str, trial: Trial) -> Answers | None:
    """Ask what the file leaves open; the answers once they are given."""
    answers = trial.answers
    with st.form(f"questions {name}"):
        st.markdown(f"**{md(name)}**")
        st.markdown(md(f"{recognised(trial.explanation)}. Only you can know:"))
        for one in trial.explanation.asked:
            st.markdown(md(one.question))
            if one.about == "zone":
                answers = replace(answers, zone=_zone(None))
            else:
                chosen = st.radio(
                    "Then it is" if one.about == "dates" else "They count",
                    list(one.choices),
                    index=None,
                    format_func=lambda choice, words=one.choices: md(words[choice]),
                )
                answers = (
                    replace(answers, dates=chosen)
                    if one.about == "dates"
                    else replace(answers, numbers=chosen)
                )
        sent = st.form_submit_button("Go on")
    if not sent:
        return None
    given = {"zone": answers.zone, "dates": answers.dates, "numbers": answers.numbers}
    if any(given[one.about] is None for one in trial.explanation.asked):
        st.caption("Choose an answer first.")
        return None
    return answers


def draw_encodings(name: str, found: EncodingOpen) -> Answers | None:
    """Ask what the letters of a file are; the answer once it is given."""
    with st.form(f"encoding {name}"):
        st.markdown(f"**{md(name)}**")
        st.markdown(md(f"{found.what}. Which of these are its words?"))
        chosen = st.radio(
            "They are",
            list(found.choices),
            index=None,
            format_func=lambda choice: md(found.choices[choice]),
        )
        sent = st.form_submit_button("Go on")
    if sent and chosen is None:
        st.caption("Choose an answer first.")
    return Answers(encoding=chosen) if sent and chosen else None


def draw_taken_over(name: str, trial: Trial) -> Answers | None:
    """Say which zone an earlier answer gave the file's times; another one, once it is chosen."""
    if not trial.taken_over or trial.answers.zone is None:
        return None
    said = f"Times without a zone are read as of {trial.answers.zone}, as answered before"
    with st.expander(md(said)), st.form(f"zone of {name}", border=False):
        zone = _zone(trial.answers.zone)
        sent = st.form_submit_button("Read them so")
    changed = sent and zone is not None and zone != trial.answers.zone
    return replace(trial.answers, zone=zone) if changed else None


def _zone(now: str | None) -> str | None:
    names = sorted(zone_names())
    return st.selectbox("Time zone", names, index=names.index(now) if now else None)


def draw_rows(found: Explanation) -> None:
    """Three rows, as they stand in the file and as they become."""
    for number, (before, after) in enumerate(zip(found.before, found.after, strict=False), 1):
        st.caption(md(f"Row {number}"))
        with st.container(horizontal=True, gap="small"):
            _draw_pairs("It says", before)
            if after is None:
                st.text("It is rejected.")
            else:
                _draw_pairs(
                    "It becomes", {LABELS.get(key, key): value for key, value in after.items()}
                )


def _draw_pairs(heading: str, row: dict[str, Any]) -> None:
    filled = {key: value for key, value in row.items() if value not in (None, "", [], {})}
    draw_table(
        {
            heading: [visible(key) for key in filled],
            "Value": [_short(value) for value in filled.values()],
        },
        alt=f"A row: {heading.lower()}",
        sortable=False,
    )


def _short(value: object) -> str:
    text = visible(as_text(value))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _draw_columns(found: Explanation) -> None:
    draw_table(
        {
            "Column": [LABELS.get(name, name) for name in found.columns],
            "Comes from": [visible(source) for source in found.columns.values()],
        },
        alt="Columns and what they are read from",
    )
    if found.unused:
        st.caption(md(f"Kept beside them: {', '.join(found.unused)}."))


def _draw_rejected(rows: tuple[dict[str, Any], ...]) -> None:
    draw_table(
        {
            "Line": [row["line"] for row in rows],
            "Reason": [row["reason"] for row in rows],
            "Field": [row["field"] for row in rows],
            "Row begins": [_short(row["raw"]) for row in rows],
        },
        alt="Rows that would be rejected, with the reason",
    )
