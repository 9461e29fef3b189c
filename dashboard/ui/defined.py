"""Whose definition of success a page's rates rest on, where it is not the format's."""

from __future__ import annotations

import streamlit as st

from dashboard.analysis.success_rules import defined
from dashboard.store.reading.about import About
from dashboard.ui.links import linked, to_page
from dashboard.words.safe_text import md
from dashboard.words.success import defined_told


def draw_defined(about: About) -> None:
    """Say what a person said counts as success, with the way to where it can be changed."""
    if told := defined_told(defined(about)):
        way = linked("Change it on Data", to_page("data"))
        st.caption(f"{md(' '.join(told))} {way}.")
