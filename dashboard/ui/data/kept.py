"""The card of the mappings that the workspace keeps, each of which a person can take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard.errors import UserError
from dashboard.sources.raw.raw import listed
from dashboard.store.workspace.kept_mappings import (
    kept_mappings,
    kept_names,
    kept_text,
    remove_mapping,
)
from dashboard.store.workspace.reader import Row
from dashboard.ui.just_done import JustDone, draw_just_done, refused, say
from dashboard.ui.table import draw_table
from dashboard.ui.workspace import home
from dashboard.words.safe_text import md, visible

_PLACE = "mapping taken away"
_MOST = 6
"""Columns that are named."""


def draw_kept_mappings(imports: Sequence[Row]) -> None:
    """List the mappings that files are read by, those that can't be used among them, and offer each
    as a file, and to take it away."""
    names = kept_names(home())
    if not names:
        draw_just_done(_PLACE)
        return
    with st.container(border=True, gap="small"):
        st.header("Which kinds of files did you map?")
        draw_just_done(_PLACE)
        st.caption("Files with these columns are read so, before the formats we know are tried.")
        kept = kept_mappings(home())
        told_by = {one.name: [group[0] for group in one.recognise] for one in kept.mappings}
        loads = Counter(row["format"] for row in imports)
        draw_table(
            {
                "Mapping": [visible(name) for name in names],
                "Told by the columns": [
                    visible(listed(told_by[name], _MOST)) if name in told_by else "can’t be used"
                    for name in names
                ],
                "Loads": [loads[name] for name in names],
            },
            alt="Mappings that are kept, the columns that tell their files, and how many loads "
            "were read by them",
        )
        for fault in kept.faults:
            st.caption(md(fault))
        _draw_one(names)


def _draw_one(names: Sequence[str]) -> None:
    name = names[0]
    if len(names) > 1:
        name = st.selectbox("Mapping", names, format_func=visible, key="mapping kept")
    with st.container(horizontal=True, gap="small"):
        try:
            text = kept_text(home(), name)
        except UserError as error:  # it went while the page was drawn, or is no text
            st.caption(md(f"{error.what} {error.remedy}".strip()))
        else:
            st.download_button(
                "Download the mapping",
                text,
                file_name=f"{name}.toml",
                mime="application/toml",
                icon=":material/download:",
                on_click="ignore",
                key=f"download {name}",
            )
        with st.popover("Take it away", icon=":material/delete:"):
            st.markdown(md(f"Files like those of {name} are no longer read by it."))
            st.caption("What was loaded stays. To keep the mapping, download it first.")
            if st.button("Take it away", type="primary", key=f"take away {name}"):
                _take_away(name)
                st.rerun()


def _take_away(name: str) -> None:
    try:
        remove_mapping(home(), name)
    except UserError as error:
        say(_PLACE, refused(error))
    else:
        say(_PLACE, JustDone(f"{name} is kept no longer; what was loaded with it stays."))
