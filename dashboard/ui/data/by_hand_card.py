"""A file of no known format, from its columns to runs: choose, see what it makes, load, keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.errors import FilterInvalid, UserError
from dashboard.loading import Trial
from dashboard.records.drafts.draft import MappingDraft
from dashboard.store.workspace.kept_mappings import kept_names, require_name
from dashboard.ui.data.looking import ByHand
from dashboard.ui.data.mapping_form import MappingForm, draw_columns
from dashboard.ui.data.trial import draw_evidence, draw_questions, draw_rows
from dashboard.ui.table import draw_table
from dashboard.ui.workspace import home
from dashboard.words.mapping import first_rows, missing, size
from dashboard.words.safe_text import md, visible
from dashboard.words.trials import would


@dataclass(frozen=True, slots=True)
class Asking:
    """What is to be done with a file that is mapped by hand: look at it with this mapping; or load
    it, if load, and then keep the mapping, if keep."""

    by_hand: ByHand
    load: bool = False
    keep: bool = False


def draw_by_hand(
    key: str, name: str, by_hand: ByHand, found: Trial | UserError, back: Callable[[], None]
) -> Asking | None:
    """Draw the choices for a file and what they make of it; what is asked for then.

    key: tells its widgets from those of other files; back: reads it as it was recognised again.
    """
    sketch = by_hand.sketch
    with st.container(border=True, gap="small"):
        _draw_head(name, by_hand, back)
        if placed := _draw_places(key, by_hand):
            return placed
        form = MappingForm(key, sketch, by_hand.draft)
        columns = st.container()
        draft = form.draw()
        with columns:
            draw_columns(sketch, draft)
        chosen = replace(by_hand, draft=draft)
        if need := missing(draft):
            st.info(md(need), icon=":material/arrow_upward:")
            return None
        if draft != by_hand.draft or by_hand.draft.missing:
            st.caption("What these choices make of the file has not been looked at yet.")
            looked = st.button("See what it makes of the file", type="primary", key=f"see {key}")
            return Asking(chosen) if looked else None
        if isinstance(found, UserError):
            st.warning(md(f"{found.what} {found.remedy}".strip()))
            again = st.button("Try again", key=f"again {key}")
            return Asking(chosen) if again else None
        return _draw_found(key, name, chosen, found)


def _draw_head(name: str, by_hand: ByHand, back: Callable[[], None]) -> None:
    st.markdown(f"**{md(name)}**")
    if by_hand.instead_of is None:
        st.markdown(
            md(
                "No format we know is like this file. Below is what its columns may be, and why: "
                "change what is wrong, then load it."
            )
        )
        return
    st.markdown("Below is what its columns may be, and why: change what is wrong, then load it.")
    st.button(
        md(f"Read it as {by_hand.instead_of} after all"),
        type="tertiary",
        icon=":material/undo:",
        on_click=back,
        key=f"back {name}",
    )


def _draw_places(key: str, by_hand: ByHand) -> Asking | None:
    """Ask where in the file the runs stand, if there are several places."""
    titles = [one.place.title for one in by_hand.sketch.profiles]
    sizes = {one.place.title: size(one) for one in by_hand.sketch.profiles}
    if len(titles) < 2:
        st.caption(md(size(by_hand.sketch.profile)))
        return None
    title = st.selectbox(
        "Where are the runs?",
        titles,
        format_func=lambda title: f"{visible(title)}: {sizes[title]}",
        key=f"place {key} {titles[0]}",
    )
    if title == titles[0]:
        return None
    moved = by_hand.sketch.at(title)
    return Asking(replace(by_hand, sketch=moved, draft=moved.draft))


def _draw_found(key: str, name: str, by_hand: ByHand, found: Trial) -> Asking | None:
    """What the file becomes, and the ways on."""
    if found.tried is None:
        answers = draw_questions(name, found)
        answered = replace(by_hand, draft=by_hand.draft.answered(answers)) if answers else None
        return Asking(answered) if answered else None
    st.subheader("What does it become?")
    st.markdown(md(would(found.tried.imported)))
    draw_table(
        first_rows(found.explanation, by_hand.draft.zone or "UTC"),
        sortable=False,
        alt="What the first rows become",
    )
    with st.expander("Three rows, as they stand there and as they become"):
        draw_rows(found.explanation)
    draw_evidence(found)
    return _draw_ways_on(key, by_hand)


def _draw_ways_on(key: str, by_hand: ByHand) -> Asking | None:
    """Load it, keep the mapping under a name, or take it along as a file."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        called = st.text_input(
            "Name of this kind of file",
            value=by_hand.draft.name,
            max_chars=60,
            width=280,
            key=f"name {key}",
        )
        keep = st.checkbox("Read such files like this from now on", value=True, key=f"keep {key}")
    named, wrong = _named(by_hand, called.strip())
    if wrong:
        st.caption(md(wrong))
    elif keep and named.draft.name in kept_names(home()):
        st.caption(md(f"It replaces the mapping that is kept as {named.draft.name}."))
    with st.container(horizontal=True, gap="small"):
        load = st.button(
            "Load", type="primary", key=f"load {key}", disabled=bool(wrong), icon=":material/check:"
        )
        st.download_button(
            "Download the mapping",
            named.text,
            file_name=f"{named.draft.name}.toml",
            mime="application/toml",
            icon=":material/download:",
            on_click="ignore",
            key=f"take {key}",
        )
    return Asking(named, load=True, keep=keep) if load else None


def _named(by_hand: ByHand, name: str) -> tuple[ByHand, str]:
    """The mapping under another name, and why that can't be its name, "" if it can."""
    try:
        draft: MappingDraft = replace(by_hand.draft, name=require_name(name))
    except FilterInvalid as wrong:
        return by_hand, f"{wrong.what} {wrong.remedy}"
    return replace(by_hand, draft=draft), ""
