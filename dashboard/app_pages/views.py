"""The views that are saved in this workspace, and what was opened lately."""

import streamlit as st

from dashboard.ui.view_list import draw_recent, draw_view_list

st.title("Views")
draw_view_list()
draw_recent()
