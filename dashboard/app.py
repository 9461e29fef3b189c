"""The frame of every page: navigation, filters, where the data is from and of when."""

from __future__ import annotations

import streamlit as st

from dashboard.page_head import ICON
from dashboard.ui.address import draw_address, draw_copy_link, draw_instead
from dashboard.ui.data.beginning import draw_beginning
from dashboard.ui.filter_bar import filter_bar
from dashboard.ui.find_field import draw_find_field
from dashboard.ui.keys import FILTERS, JUDGES, draw_page_keys
from dashboard.ui.live import say_new_data
from dashboard.ui.not_found import draw_no_page
from dashboard.ui.saved_views import draw_saving, draw_views, first_view
from dashboard.ui.states import told
from dashboard.ui.workspace import every_param, history, one_history
from dashboard.words.announcements import placed, stamped
from dashboard.words.newest import ordered
from dashboard.words.safe_text import md
from dashboard.words.values import moment
from dashboard.words.view_links import address_now

BEFORE_REVIEW = {"by", "page"}
"""What a link to the first page says that is of Trends, which stood there before."""

# Before the pages: else the icon of a page, fetched from afar, would be the window's.
st.set_page_config(page_icon=ICON, layout="wide")

review = st.Page("app_pages/review.py", title="Review", icon=":material/rule:", default=True)
trends = st.Page("app_pages/trends.py", title="Trends", icon=":material/bar_chart:")
failures = st.Page("app_pages/failures.py", title="Failures", icon=":material/report:")
changes = st.Page("app_pages/changes.py", title="Changes", icon=":material/published_with_changes:")
compare = st.Page("app_pages/compare.py", title="Compare", icon=":material/compare_arrows:")
worker = st.Page("app_pages/worker.py", title="Workers", icon=":material/smart_toy:")
data = st.Page("app_pages/data.py", title="Data", icon=":material/database:")
run = st.Page("app_pages/run.py", title="Run", visibility="hidden")
find = st.Page("app_pages/find.py", title="Find", visibility="hidden")
views = st.Page("app_pages/views.py", title="Views", visibility="hidden")

FILTERED = (review, trends, failures, changes, compare, worker)
page = st.navigation([review, trends, failures, changes, compare, worker, data, run, find, views])
st.set_page_config(page_title=f"{page.title} · Worker runs")


def provenance() -> None:
    """Of when the data is, in which zone, and what its exports asked to say."""
    about = history().about
    told = [f"Data of {moment(about.as_of, about.zone)}"] if about.as_of else []
    told += [f"times in {about.zone}"] if about.as_of or ordered(about) else []
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.caption(md(" · ".join(filter(None, [", ".join(told), *about.notes]))), width="content")
        draw_copy_link()
        if page is not views:
            draw_saving(page.url_path)
        if page is not review:
            draw_page_keys(*([FILTERS] if page in FILTERED else JUDGES if page is run else ()))
    for untimed in filter(None, (placed(about), stamped(about))):
        st.warning(md(untimed), icon=":material/schedule:")


if page is review and not BEFORE_REVIEW.isdisjoint(st.query_params):
    draw_instead(f"/{trends.url_path}?{every_param()}")
    st.stop()

with told(), one_history() as held:
    say_new_data(held)
    if held:
        if page is review and not st.query_params and (first := first_view()):
            draw_instead(address_now(first.link, held.about))
            st.stop()
        draw_find_field()
        draw_views(page.url_path)
        draw_address()
        provenance()
        if page in FILTERED:
            filter_bar(st.query_params.get("id", "") if page is worker else "")
        draw_no_page()
        page.run()
    else:
        draw_beginning()
