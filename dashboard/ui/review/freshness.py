"""How fresh the reviewed data is, with the way to what was rejected of it."""

from __future__ import annotations

import streamlit as st

from dashboard.ui.links import linked, to_page
from dashboard.ui.workspace import history
from dashboard.words.freshness import freshness, rejected_before
from dashboard.words.safe_text import md


def draw_freshness() -> None:
    """Say when the newest import was, as of when, and how many of its rows were rejected."""
    held = history()
    imports = held.ask("imports")
    told = [freshness(imports, held.about.zone), rejected_before(imports)]
    said = md(" ".join(filter(None, told)))
    rejected = any(row["rejected"] for row in imports)
    words = "Rejected rows" if rejected else "Imports"
    if said:
        st.caption(f"{said} {linked(words, to_page('data'))}")
