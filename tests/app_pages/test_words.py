"""Every page of the sample, read for what is said in one way: dates, and names of columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.change import key_of
from dashboard.analysis.changes import all_changes
from dashboard.dates import HOVER_DAY, HOVER_TIME
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.app_pages.opening import Table, open_link, tables, texts
from tests.told_dates import TICK, other_dates

PLAIN = [
    ("trends", {}),
    ("trends", {"period": "all"}),
    ("trends", {"since": "2026-11-09", "until": "2026-11-09"}),
    ("trends", {"since": "2026-11-12T08:00Z", "until": "2026-11-13T09:00Z", "by": "hour"}),
    ("failures", {"since": "2026-10-26", "until": "2026-11-08"}),
    ("failures", {"detail": "record-access"}),
    ("changes", {"since": "2026-10-26"}),
    ("worker", {}),
    ("worker", {"id": "w02"}),
    ("run", {"run": "run-08786"}),
    ("compare", {"a": "until=2026-11-08", "b": "since=2026-11-09"}),
    ("compare", {"run": "run-08786"}),
    ("find", {"q": "access record", "period": "all"}),
    ("data", {}),
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(_loaded_sample: Path) -> Iterator[dict[str, AppTest]]:
    """The pages by their links, each opened once."""
    held = current(Home(_loaded_sample))
    assert held
    changes = [
        ("changes", {"detail": key_of(impact)}) for impact in all_changes(held, ALL).listed[:3]
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKER_RUNS_HOME", str(_loaded_sample))
        yield {
            f"{page} {params}": open_link(_loaded_sample, page, **params)
            for page, params in [*PLAIN, *changes]
        }


def test_dates_are_written_in_one_form(pages: dict[str, AppTest]) -> None:
    said = {link: "\n".join(_own_texts(app)) for link, app in pages.items()}
    assert not {link: found for link, text in said.items() if (found := other_dates(text))}
    assert sum("2026" in text for text in said.values()) > 10


def _own_texts(app: AppTest) -> list[str]:
    """What a page says, without what it quotes in boxes."""
    quoted = {block.value for block in app.code}
    return [text for text in texts(app) if text not in quoted]


def test_charts_write_them_so_too(pages: dict[str, AppTest]) -> None:
    charts = [
        json.loads(node.proto.spec) for app in pages.values() for node in app.get("plotly_chart")
    ]
    ticks = [tick for chart in charts for tick in chart["layout"]["xaxis"].get("ticktext", ())]
    dated = [tick for tick in ticks if other_dates(f"{tick} ") or "20" in tick]
    assert dated and not [tick for tick in dated if not TICK.fullmatch(tick)]
    hovers = {chart["layout"]["xaxis"].get("hoverformat") for chart in charts}
    assert hovers <= {None, HOVER_DAY, HOVER_TIME} and len(hovers) == 3
    for chart in charts:
        axis = chart["layout"]["xaxis"]
        assert axis.get("type") != "date" or axis["ticktext"], "left to the browser"
        assert not other_dates("\n".join(_hovered(chart)))


def _hovered(chart: Any) -> list[str]:
    """The texts that hovers of a chart hold."""
    return [
        text
        for trace in chart["data"]
        for held in (trace.get("text") or (), *(trace.get("customdata") or ()))
        for text in ([held] if isinstance(held, str) else held)
        if isinstance(text, str)
    ]


def test_a_column_is_called_the_same_on_every_page(pages: dict[str, AppTest]) -> None:
    headings = {
        head for app in pages.values() for table in tables(app) for head in table.rows[0] if head
    }
    alike: dict[str, set[str]] = {}
    for head in headings:
        alike.setdefault(head.lower().replace("-", " "), set()).add(head)
    assert len(headings) > 40
    assert not [names for names in alike.values() if len(names) > 1]


NAMED = ("Run", "Newest run", "Task", "Worker", "Cause", "Change", "Version", "Model", "Origin")
"""Headings under which names of things stand that have a page, or runs that one can look at."""


def test_a_name_in_a_table_is_the_link_to_what_it_names(pages: dict[str, AppTest]) -> None:
    seen, dead = Counter[str](), []
    for page, app in pages.items():
        for table in tables(app):
            alive = {words.replace("\xa0", " ") for words in table.links}
            for heading in {*NAMED} & {*table.rows[0]} - ({"Change"} if _rates(table) else set()):
                cells = [cell for cell in table.column(heading) if cell]
                seen[heading] += len(cells)
                dead += [(page, table.alt, heading, cell) for cell in cells if cell not in alive]
    assert not {(alt, heading): (page, cell) for page, alt, heading, cell in dead}
    assert seen.keys() == {*NAMED}


def _rates(table: Table) -> bool:
    """Whether a table is of rates, of which a change is a difference."""
    return "95 % range" in table.rows[0]


def test_a_task_in_a_table_leads_to_its_runs(pages: dict[str, AppTest]) -> None:
    for app in pages.values():
        for table in tables(app):
            for task in table.column("Task") if "Task" in table.rows[0] else ():
                there = table.links[task] if task else "/trends?task="
                assert there.startswith("/trends?") and "task=" in there
