"""What was found, drawn kind by kind, and what is outside the period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from dashboard.analysis.excerpts import near
from dashboard.analysis.find import MORE, MOST, SHOWN, FoundKind, FoundThing, outside
from dashboard.store.filters.filters import Filters
from dashboard.ui.cells import leading, outcomes, times
from dashboard.ui.links import linked, to_cause, to_page, to_run, to_task, to_worker
from dashboard.ui.table import Cell, Cells, InLines, as_text, draw_table
from dashboard.ui.workspace import answer, history
from dashboard.words.find import ALT, JUST_THAT, NAMES, SHOW_ALL, SHOW_MORE, kind_told, outside_told
from dashboard.words.safe_text import md

WHERE = "Where it stands"


def how_many_shown(said: str | None) -> int:
    """How many of each kind a link asks for; of others that make no sense as many as at first."""
    return next((one for one in (MORE, MOST) if str(one) == said), SHOWN)


def draw_kind(
    kind: FoundKind, period: Filters, text: str, words: Sequence[str], shown: int
) -> None:
    """What was found of one kind, each the link to it, and where there are more, the way to these.
    period: of which the runs are; text: as it was written; words: those of it that were found."""
    with st.container(border=True, gap="small"):
        st.header(md(NAMES[kind.kind][0]))
        said = md(kind_told(kind))
        if kind.of > shown and shown < MOST:
            more = str(MORE if shown < MORE else MOST)
            address = to_page("find", period, q=text, shown=more)
            st.markdown(f"{said} {linked(SHOW_MORE, address)}")
        else:
            st.caption(said)
        columns = _things(kind, period) if kind.things else _runs(kind, words)
        told = columns.keys() - {"Run", "Outcome", NAMES[kind.kind][1].capitalize()}
        draw_table(
            columns,
            alt=ALT.format(NAMES[kind.kind][0]),
            heads=dict.fromkeys(told - {"Runs", "Id"}, ""),
            lines=_lines(columns),
            sortable=False,
        )


def _lines(columns: Mapping[str, Cells]) -> dict[str, InLines]:
    """On a phone: a run as in a list of runs, what was found of it at the end."""
    if not any(columns.get(WHERE, ())):
        return as_text(*[name for name in columns if name != "Outcome"][1:])
    return as_text(without=["Task"]) | {WHERE: InLines.ENDS}


def _things(kind: FoundKind, period: Filters) -> dict[str, Cells]:
    things = kind.things
    one = NAMES[kind.kind][1].capitalize()
    return {
        one: [Cell(_called(thing), link=_address(kind.kind, thing, period)) for thing in things],
        "Match": [JUST_THAT if thing.exact else None for thing in things],
        "Runs": [thing.runs or None for thing in things],
        "Id": [thing.id if thing.name and thing.id != thing.name else None for thing in things],
    }


def _called(thing: FoundThing) -> str:
    return thing.name or thing.id or ""


def _address(kind: str, thing: FoundThing, period: Filters) -> str:
    """Where a thing leads: to its page, or to its runs; one that has only a name to its newest."""
    by_kind: dict[str, Callable[[str], str]] = {
        "workers": to_worker,
        "causes": to_cause,
        "tasks": lambda key: to_page("trends", period.choosing("task", [key])),
        "records": lambda key: to_page("trends", period.choosing("record", [key])),
    }
    return to_run(thing.newest_run or "") if thing.id is None else by_kind[kind](thing.id)


def _runs(kind: FoundKind, words: Sequence[str]) -> dict[str, Cells]:
    runs, zone = kind.runs, history().about.zone
    ids = [run.run_id for run in runs]
    return {
        "Run": leading(ids, ids, to_run),
        "Outcome": outcomes([run.outcome for run in runs]),
        "Match": [JUST_THAT if run.exact else None for run in runs],
        WHERE: [Cell(run.told, curt=near(run.told, words)) if run.told else None for run in runs],
        "Created": times([run.created_at for run in runs], zone),
        "Worker": leading([run.worker for run in runs], [run.worker_id for run in runs], to_worker),
        "Task": leading([run.task for run in runs], [run.task_id for run in runs], to_task),
    }


def draw_outside(period: Filters, text: str) -> None:
    """Say how many runs outside the period match, and lead to them."""
    if not period.since and not period.until:
        return
    every = period.within(None, None)
    beyond = answer(outside, period, text)
    told = md(outside_told(beyond, history().about.runs))
    if beyond == 0:
        st.caption(told)
    else:
        st.markdown(f"{told} {linked(SHOW_ALL, to_page('find', every, q=text))}")
