"""Two runs side by side: what differs first, what is the same folded away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.analysis.pair import Field, Pair
from dashboard.analysis.run import RunDetail
from dashboard.analysis.twin import BETWEEN_ANY, CALLS, SAID_BY, Differing
from dashboard.store.dimensions.own_field import OWN
from dashboard.ui.links import to_run, to_runs_with, to_task, to_version, to_worker
from dashboard.ui.run_steps import WROTE
from dashboard.ui.table import LONGEST, Cell, draw_table
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
EXPECTED_TO_DIFFER = BETWEEN_ANY | {
    "created_at", "started_at", "finished_at", "updated_at", "duration_ms", "version", "raw_status",
    "is_latest", "retry_of",
}  # fmt: skip
"""Ids, times and amounts, which differ between any two runs: after what a reader looks for."""


def draw_pair(pair: Pair, found: Sequence[Differing], zone: str) -> None:
    """Draw a pair: differences, what came of it, instructions, tool calls, then what is the same.

    found: the differences that are counted; all of them, and no others, stand first.
    """
    fields = sorted(
        (field for field in pair.fields if field.name not in OWN_PLACE and field.name in LABELS),
        key=_place,
    )
    listed = {one.attribute for one in found} | SAID_BY.keys() | EXPECTED_TO_DIFFER
    unlike = [field for field in fields if not field.same]
    came = [field for field in unlike if field.name not in listed]
    given = [_field(one, pair) for one in found]
    with st.container(border=True, gap="small"):
        st.header("What differs?")
        _table(given, pair, zone)
        _texts(given, zone)
    if came:
        with st.container(border=True, gap="small"):
            st.header("What came of it?")
            _table(came, pair, zone)
            _texts(came, zone)
    _instructions(pair)
    _calls(pair)
    counted = {one.attribute.removeprefix(OWN) for one in found}
    extra = [field for field in pair.extra if not field.same and field.name not in counted]
    rest = [field for field in unlike if field.name not in counted and field not in came]
    with st.container(border=True, gap="small"):
        st.header("Ids, times, amounts and what else differs between any two runs")
        _table([*rest, *extra], pair, zone)
        _texts(extra, zone)
    same = [field for field in (*fields, *pair.extra) if field.same]
    with st.expander(md(f"The same in both: {count(len(same), 'field')}")):
        _table(same, pair, zone)


def _field(one: Differing, pair: Pair) -> Field:
    """A difference as a field; a worker by its name."""
    names = pair.a.values["worker"], pair.b.values["worker"]
    if one.attribute == "worker_id" and all(names) and names[0] != names[1]:
        return Field("worker", *names)
    return Field(one.attribute, one.run, one.twin)


def _label(name: str) -> str:
    return LABELS.get("instructions_version" if name == "version" else name, name)


def _place(field: Field) -> int:
    return ORDER.index(field.name) if field.name in ORDER else len(ORDER)


def _table(fields: Sequence[Field], pair: Pair, zone: str) -> None:
    if not fields:
        st.text("Nothing.")
        return
    draw_table(
        {
            "Field": [_label(field.name.removeprefix(OWN)) for field in fields],
            _run(pair.a): [_cell(field.name, field.a, pair.a, zone) for field in fields],
            _run(pair.b): [_cell(field.name, field.b, pair.b, zone) for field in fields],
        },
        heads=_brief(pair),
        alt="Fields of both runs beside each other",
    )


def _brief(pair: Pair) -> dict[str, str]:
    """What is said of the two runs where their ids would take half a line."""
    return {_run(pair.a): "first", _run(pair.b): "second"}


def _run(detail: RunDetail) -> str:
    return str(detail.values["run_id"])


def _cell(name: str, value: Any, of: RunDetail, zone: str) -> Cell | None:
    """A value of one of the runs, the link to what it names where that has a page or runs."""
    text = _shown(name, value, zone)
    if text is None:
        return None
    worker_id = of.values["worker_id"]
    leads: dict[str, Callable[[str], str]] = {
        "retry_of": to_run,
        "task_id": to_task,
        "record_id": partial(to_runs_with, "record"),
        "model": partial(to_runs_with, "model"),
        "version": lambda version: to_version(version, worker_id),
        "worker_id": to_worker,
    }
    if name == "worker" and worker_id:
        return Cell(text, link=to_worker(worker_id))
    return Cell(text, link=leads[name](value)) if name in leads and value else Cell(text)


def _shown(name: str, value: Any, zone: str) -> str | None:
    if value is None:
        return None
    if name == "effects":
        return ", ".join(visible(effect["kind"] or "something") for effect in value) or "none"
    if name == CALLS:
        return " → ".join(map(visible, value)) or "none"
    text = written(name, value, zone) if name in LABELS else _own(value)
    return text.replace("\n", " ")


def _own(value: Any) -> str:
    """A value of another field; of what has parts only how many, since its text is a program's."""
    if not isinstance(value, dict | list):
        return visible(str(value))
    if not any(isinstance(one, dict | list) for one in _parts(value)):
        text = ", ".join(visible(str(one)) for one in value) if isinstance(value, list) else ""
        if text and len(text) <= LONGEST:
            return text
    return f"{count(len(value), 'entry', 'entries')}, in full below"


def _parts(value: dict[str, Any] | list[Any]) -> list[Any]:
    return list(value.values()) if isinstance(value, dict) else value


def _texts(fields: Iterable[Field], zone: str) -> None:
    for field in fields:
        if field.name in WROTE and _long(field, zone):
            st.caption(md(f"{LABELS[field.name]}. {WROTE[field.name]}"))
            _boxes(field.a, field.b)
        elif field.name not in LABELS and any(map(_folded, (field.a, field.b))):
            with st.expander(md(f"{_label(field.name.removeprefix(OWN))} in full")):
                _boxes(*(_in_full(value) for value in (field.a, field.b)))


def _folded(value: Any) -> bool:
    """Whether a table has not the whole of a value of another field."""
    return value is not None and (len(str(value)) > LONGEST or _own(value).endswith("below"))


def _in_full(value: Any) -> str | None:
    if isinstance(value, dict | list):
        return json.dumps(value, indent=1, ensure_ascii=False, default=str)
    return None if value is None else str(value)


def _long(field: Field, zone: str) -> bool:
    return any(len(_shown(field.name, value, zone) or "") > SHORT for value in (field.a, field.b))


def _boxes(a: str | None, b: str | None) -> None:
    for column, value in zip(st.columns(2), (a, b), strict=True):
        with column:
            if value is None:
                st.text("–")
            else:
                st.code(visible(value), language=None, wrap_lines=True)


def _instructions(pair: Pair) -> None:
    if not pair.instructions:
        return
    with st.container(border=True, gap="small"):
        st.header("What differs in the instructions?")
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
        st.header("Which tools did they call?")
        if alike:
            one = len(pair.calls) == 1
            st.caption(
                "Both called this tool." if one else "Both called these tools in this order."
            )
        draw_table(
            {
                "Called by": [_callers(call.a, call.b) for call in pair.calls],
                _run(pair.a): [_call(call.a) for call in pair.calls],
                _run(pair.b): [_call(call.b) for call in pair.calls],
            },
            heads=_brief(pair),
            alt="Tool calls of both runs, aligned",
        )


def _callers(a: dict[str, Any] | None, b: dict[str, Any] | None) -> str:
    return "both" if a and b else "first only" if a else "second only"


def _call(call: dict[str, Any] | None) -> str | None:
    if call is None:
        return None
    name = visible(call["name"] or "?")
    if call["ok"] is False:
        return f"✕ {name}: {visible(call['error'] or 'failed')}".replace("\n", " ")
    return name
