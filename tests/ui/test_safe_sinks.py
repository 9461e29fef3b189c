"""Every file that draws keeps the rule of safe_sinks; and the rule catches what it is for."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
import streamlit

import dashboard
from tests.ui.safe_sinks import FORBIDDEN, PLAIN, SINKS, violations

PACKAGE = Path(dashboard.__file__).parent
DRAWING = [
    *sorted((PACKAGE / "ui").glob("**/*.py")),
    *sorted((PACKAGE / "app_pages").glob("**/*.py")),
    *PACKAGE.glob("app.py"),
]


@pytest.mark.parametrize("path", DRAWING, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_text_reaches_no_sink_unescaped(path: Path) -> None:
    found = violations(path.read_text(encoding="utf-8"))
    if path.name in WRITES_HTML:
        found = [broken for broken in found if not broken.endswith("st.html is not used")]
    assert not found


WRITES_HTML = (
    "table.py",
    "address.py",
    "take_away.py",
    "marked_text.py",
    "copy_text.py",
    "findings.py",
    "keys.py",
    "find_field.py",
    "saved_views.py",
    "filter_panel.py",
    "period_menu.py",
    "leaderboards.py",
    "chart.py",
    "zooming.py",
)
"""Modules that escape what they write; the tests of their names in tests/ui try them."""

HEAD = """
import streamlit as st
from dashboard.ui.links import linked, to_page
from dashboard.words import values as words
from dashboard.words.safe_text import md, visible
from dashboard.words.values import number
"""
BAD = (
    "st.markdown(run.comment)",
    "st.markdown(f'by {worker}')",
    "st.markdown(f'{worker:>10}')",
    "st.markdown('by ' + worker)",
    "st.markdown(visible(worker))",
    "st.markdown(f'[{worker}]({to_page(worker)})')",
    "st.markdown('a' if flag else worker)",
    "st.markdown(' '.join(names))",
    "st.markdown(' '.join(name for name in names))",
    "st.markdown(md(worker).replace('a', worker))",
    "st.write('n', worker)",
    "st.error(str(error))",
    "column.caption(worker)",
    "st.sidebar.expander(label=worker)",
    "st.metric('Runs', worker)",
    "st.tabs([worker])",
    "st.tabs([name.lower() for name in names])",
    "st.table(frame)",
    "st.image(run.record_url)",
    "st.error('Not read.', title=run.error_type)",
    "st.radio('Worker', workers, captions=names, format_func=md)",
    "st.radio('Worker', workers)",
    "st.pills('Worker', workers, format_func=str)",
    "st.pills('Worker', workers, format_func=lambda it: it.name)",
    "st.page_link(page, label=worker)",
    "st.text_input('Name', help=worker)",
    "st.dataframe(frame, help=f'{worker}')",
    "st.button(*labels)",
    "st.button(**options)",
    "st.markdown('<b>', unsafe_allow_html=True)",
    "st.html('<b>')",
    "st.iframe('x')",
    "st.components.v1.html('x')",
    "import streamlit.components.v1 as components",
    "from streamlit.components.v1 import html",
    "from streamlit import markdown",
    "draw = st.error if bad else st.warning",
    "for name in names:\n    st.markdown(name)",
    "def f(name):\n    name = md(name)\n    st.markdown(name)",
    "def f():\n    text = md(a)\n    text += b\n    st.markdown(text)",
    "text, more = md(a), b\nst.markdown(text)",
    "st.selectbox('Worker', workers, format_func=lambda it: md(it.name))",
    "st.multiselect('Worker', workers, format_func=md)",
)
GOOD = (
    "st.markdown('**Runs**')",
    "st.markdown(md(run.comment))",
    "st.markdown(f'**{md(worker)}** in {number(runs)} runs, {share:.1%} of {total:,}')",
    "st.markdown('a ' + number(n) if n else md(name))",
    "st.markdown(' · '.join(md(name) for name in names))",
    "st.markdown(linked(worker, to_page(worker)))",
    "st.caption(f'{len(names)} workers, {words.number(n)} runs')",
    "title = md(step.title)\nst.markdown(f'**{title}**')",
    "st.segmented_control('How', [IS, periods.IS_NOT], help=HELP)",
    "def f():\n    lead = 'a' if n else md(b)\n    st.metric('Runs', number(n), help=lead)",
    "st.radio('Worker', workers, format_func=md)",
    "st.radio('By', ['day', 'week'])",
    "st.pills('Worker', workers, format_func=lambda it: md(it.name))",
    "st.page_link(page, label='Open')",
    "st.link_button('Open', url)",
    "st.text(run.comment)",
    "st.code(run.comment, language=None)",
    "st.dataframe(frame)",
    "st.selectbox('Worker', workers)",
    "st.pills('By', [unit.capitalize() for unit in ('day', 'week')])",
    "for name in ('a', 'b'):\n    st.markdown(name)",
    "slot = st.empty()",
)


@pytest.mark.parametrize("snippet", BAD)
def test_the_rule_catches(snippet: str) -> None:
    assert violations(HEAD + snippet)


@pytest.mark.parametrize("snippet", GOOD)
def test_the_rule_allows(snippet: str) -> None:
    assert not violations(HEAD + snippet)


def test_the_rule_knows_streamlit() -> None:
    takes = {
        name: list(inspect.signature(function).parameters)
        for name, function in vars(streamlit).items()
        if callable(function) and not inspect.isclass(function) and not name.startswith("_")
    }
    labelled = {name for name, takes_ in takes.items() if {"label", "body"} & set(takes_[:2])}
    assert labelled - set(SINKS) - PLAIN - FORBIDDEN == set()
    for sink, names in SINKS.items():
        known = set(takes[sink]) | {"_", "…"}
        assert set(names) <= known, sink
