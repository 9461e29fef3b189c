"""The card of the fields that only this export knows, each with a switch that offers it as a
filter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.analysis.own_fields import OwnField, own_fields
from dashboard.errors import UserError
from dashboard.started import command
from dashboard.store.writing.own_fields import offer_field, withdraw_field
from dashboard.ui.just_done import JustDone, draw_just_done, refused, say
from dashboard.ui.workspace import answer, home
from dashboard.words.dimensions import short
from dashboard.words.own_fields import field_told, looked_at_told
from dashboard.words.safe_text import isolated, md
from dashboard.words.values import count

_PLACE = "field offered"
_FIRST, _MOST = 6, 60
"""Fields that are shown at once, and at most."""


def draw_own_fields() -> None:
    """List the fields with some of their values, and a switch each."""
    found = answer(own_fields)
    if not found.fields:
        return
    with st.container(border=True, gap="small"):
        st.header("Which other fields does your export have?")
        st.caption(md(f"Switch one on to filter and compare by it. {looked_at_told(found)}"))
        draw_just_done(_PLACE)
        _draw(found.fields[:_FIRST])
        if more := found.fields[_FIRST:_MOST]:
            with st.expander(md(count(len(found.fields) - _FIRST, "other field"))):
                _draw(more)
                if len(found.fields) > _MOST:
                    st.caption(md(f"Showing {_MOST} of {len(found.fields):,} fields."))
                st.caption("Or in a terminal:")
                st.code(command("dimension add NAME"), language=None)


def _draw(fields: Sequence[OwnField]) -> None:
    for one in fields:
        key = f"offer {one.name}"
        st.session_state[key] = one.offered
        with st.container(gap=None):
            st.toggle(md(short(one.name)), key=key, on_change=partial(_switch, one))
            st.caption(md(field_told(one)))


def _switch(one: OwnField) -> None:
    called = isolated(short(one.name))
    try:
        if one.offered:
            withdraw_field(home(), one.name)
            say(_PLACE, JustDone(f"{called} is no filter any more; links to it go on working."))
        else:
            offer_field(home(), one.name)
            say(_PLACE, JustDone(f"{called} is a filter now, and sets are compared by it."))
    except UserError as error:
        say(_PLACE, refused(error))
