"""What a page shows when there is nothing to show: one sentence, and the remedy."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import streamlit as st

from dashboard.errors import UserError
from dashboard.started import program
from dashboard.words.safe_text import md


def nothing_imported(load_command: str) -> None:
    """No data yet: how to load an export, or the sample."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.markdown(":material/upload_file:")
        st.title("No runs here yet.")
        st.caption("Load your run export in a terminal; this page notices by itself:")
        st.code(load_command, language=None)
        st.caption("Or look around in a synthetic sample workspace first:")
        st.code(f"{program()} demo", language=None)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Draw what stands in the way in words, and end the page there."""
    try:
        yield
    except UserError as error:
        st.error(md(error.what), icon=":material/error:")
        if error.where:
            st.code(error.where, language=None)
        if remedy := error.remedy:
            st.text(remedy)
        st.stop()
