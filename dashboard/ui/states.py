"""What a page shows when there is nothing to show: an icon, one sentence, the remedy."""

from __future__ import annotations

import streamlit as st


def nothing_imported(load_command: str) -> None:
    """No data yet: how to load an export, or the sample."""
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.markdown(":material/upload_file:")
        st.markdown("**No runs here yet.**")
        st.caption("Load your run export in a terminal; this page notices by itself:")
        st.code(load_command, language=None)
        st.caption("Or look around in a synthetic sample workspace first:")
        st.code("worker-runs demo", language=None)
