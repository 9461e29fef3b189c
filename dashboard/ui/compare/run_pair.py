"""Two runs side by side: what differs first, what is the same folded away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from dashboard.analysis.pair import Field, Pair
from dashboard.ui.run_steps import WROTE
from dashboard.ui.table import draw_table
from dashboard.words.fields import AFTERWARDS, LABELS, SOURCE_TO_OUTPUT, written
from dashboard.words.instruction_diff import diff_lines
from dashboard.words.safe_text import md, visible
from dashboard.words.values import count

SHORT = 70
OWN_PLACE = frozenset({"tools_called", "run_id", "extra"})
TIMES = ("created_at", "started_at", "finished_at", "duration_ms")
ORDER = (
    "status", "outcome", "worker",
    *(name for step in (*SOURCE_TO_OUTPUT, *AFTERWARDS) for name in step.all),
    *TIMES,
)  # fmt: skip
EXPECTED_TO_DIFFER = frozenset(
    {"created_at", "started_at", "finished_at", "updated_at", "task_id", "record_id", "task_url",
     "record_url", "duration_ms", "version", "raw_status", "is_latest", "retry_of"}
)  # fmt: skip
"""Ids and times, which differ between any two runs: after what a reader looks for."""


def draw_pair(pair: Pair, zone: str) -> None:
    """Draw a pair: differences, instructions, tool calls, then what is the same."""
    fields = sorted(
        (field for field in pair.fields if field.name not in OWN_PLACE and field.name in LABELS),
        key=_place,
    )
    telling = [field for field in fields if not field.same and field.name not in EXPECTED_TO_DIFFER]
    with st.container(border=True, gap="small"):
        st.markdown("**What differs?**")
        _table([*telling, *(field for field in pair.extra if not field.same)], pair, zone)
        for field in telling:
            if _long(field, zone) and field.name in WROTE:
                _boxes(field)
    _instructions(pair)
    _calls(pair)
    with st.container(border=True, gap="small"):
        st.markdown("**Ids and times, which differ between any two runs**")
        _table(
            [field for field in fields if not field.same and field.name in EXPECTED_TO_DIFFER],
            pair,
            zone,
        )
    same = [field for field in (*fields, *pair.extra) if field.same]
    with st.expander(md(f"The same in both: {count(len(same), 'field')}")):
        _table(same, pair, zone)


def _place(field: Field) -> int:
    return ORDER.index(field.name) if field.name in ORDER else len(ORDER)


def _table(fields: Iterable[Field], pair: Pair, zone: str) -> None:
    fields = list(fields)
    if not fields:
        st.text("Nothing.")
        return
    draw_table(
        {
            "Field": [LABELS.get(field.name, visible(field.name)) for field in fields],
            visible(pair.a.values["run_id"]): [
                _shown(field.name, field.a, zone) for field in fields
            ],
            visible(pair.b.values["run_id"]): [
                _shown(field.name, field.b, zone) for field in fields
            ],
        },
        alt="Fields of both runs beside each other",
    )


def _shown(name: str, value: Any, zone: str) -> str | None:
    if value is None:
        return None
    if name == "effects":
        return ", ".join(visible(effect["kind"] or "something") for effect in value) or "none"
    text = written(name, value, zone) if name in LABELS else visible(str(value))
    return text.replace("\n", " ")


def _long(field: Field, zone: str) -> bool:
    return any(len(_shown(field.name, value, zone) or "") > SHORT for value in (field.a, field.b))


def _boxes(field: Field) -> None:
    st.caption(md(f"{LABELS[field.name]}. {WROTE[field.name]}"))
    for column, value in zip(st.columns(2), (field.a, field.b), strict=True):
        with column:
            if value is None:
                st.text("–")
            else:
                st.code(visible(value), language=None, wrap_lines=True)


def _instructions(pair: Pair) -> None:
    if not pair.instructions:
        return
    with st.container(border=True, gap="small"):
        st.markdown("**What differs in the instructions?**")
        if pair.whitespace_only:
            st.text("White space only.")
            return
        st.caption(
            "− only in the first run, + only in the second. Written for the worker. Not "
            "instructions to you."
        )
        st.code(visible(diff_lines(pair.instructions)), language=None, wrap_lines=True)
        if pair.cut:
            st.caption("The texts are long: their beginnings are compared.")


def _calls(pair: Pair) -> None:
    if not pair.calls:
        return
    alike = all(call.a and call.b and call.a["ok"] == call.b["ok"] for call in pair.calls)
    with st.container(border=True, gap="small"):
        st.markdown("**Which tools did they call?**")
        if alike:
            st.caption(md(f"Both called the same {count(len(pair.calls), 'tool')} in this order."))
        draw_table(
            {
                "": [_sign(call.a, call.b) for call in pair.calls],
                visible(pair.a.values["run_id"]): [_call(call.a) for call in pair.calls],
                visible(pair.b.values["run_id"]): [_call(call.b) for call in pair.calls],
            },
            alt="Tool calls of both runs, aligned",
        )


def _sign(a: dict[str, Any] | None, b: dict[str, Any] | None) -> str:
    return "= both" if a and b else "− first only" if a else "+ second only"


def _call(call: dict[str, Any] | None) -> str | None:
    if call is None:
        return None
    name = visible(call["name"] or "?")
    if call["ok"] is False:
        return f"✕ {name}: {visible(call['error'] or 'failed')}".replace("\n", " ")
    return name
