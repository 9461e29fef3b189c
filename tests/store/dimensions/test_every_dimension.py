"""Every dimension chooses, counts and compares the runs that Python says, whatever the values."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import pytest

from dashboard.analysis.attributes import offered_fields
from dashboard.analysis.coverage import usable
from dashboard.analysis.gone import gone
from dashboard.store.dimensions.dimension import NONE, SCALARS, Kind
from dashboard.store.dimensions.known import BY_NAME, COMPARED, FILTERS
from dashboard.store.filters.filter_links import parse, read_set, to_params, write_set
from dashboard.store.filters.filter_sql import expression
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export
from tests.store.dimensions.every_run import (
    HOSTILE,
    RUNS,
    TOLD,
    Told,
    chosen_as,
    history_in,
    told_by,
)

NAMES = [one.name for one in FILTERS if one.kind is not Kind.TEXT]
TEXT = BY_NAME["text"].columns
NARROW = ("max-iterations", "cause")
"""Dimensions of few values that are not words of ours."""
ALWAYS = ("outcome", "status", "effects")
ODD = (NONE, "no run has this", *HOSTILE)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return history_in(Home(tmp_path_factory.mktemp("every") / "home"))


@pytest.fixture(scope="module")
def told(history: History) -> dict[str, Told]:
    return told_by(history)


def chosen(history: History, filters: Filters) -> set[str]:
    rows = history.ask("newest_runs", filters, shown=1000, after=0)
    return {row["run_id"] for row in rows}


@pytest.mark.parametrize(
    "name", sorted({one.name for one in (*FILTERS, *COMPARED) if one.kind is not Kind.TEXT})
)
def test_no_dimension_reads_columns_that_are_not_its_own(history: History, name: str) -> None:
    dimension = BY_NAME[name]
    held = expression(dimension, dimension.value)
    bound = {"zone": "UTC", "tools": ["a"]} | held.values
    bound = {key: value for key, value in bound.items() if f"${key}" in held.sql}
    source = "caused" if dimension.caused else "history.runs"
    sql = f"EXPLAIN (FORMAT JSON) SELECT {held.sql} FROM {source} run"
    plan = repr(history.reader.rows(sql, bound))
    assert "struct_pack(run_id, worker_id" not in plan, "of a lambda that names the run"


def holding(of: Told, values: set[str]) -> set[str]:
    return {run["run_id"] for run in RUNS if chosen_as(of, run) & values}


def test_every_dimension_has_its_own_oracle() -> None:
    assert {*TOLD, "cause", "origin", "check"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_chooses_and_leaves_out_what_it_says(
    history: History, told: dict[str, Told], name: str
) -> None:
    of, everything = told[name], {run["run_id"] for run in RUNS}
    values = sorted(set().union(*map(of, RUNS)))
    assert len(values) > 1 and (len(values) > 10 or BY_NAME[name].words or name in NARROW)
    assert any(not of(run) for run in RUNS) or name in ALWAYS, "some runs lack it"
    several = [(one,) for one in (*values, *ODD)] + [tuple(values[:2]), (values[-1], *ODD)]
    for wanted in several:
        kept = holding(of, set(wanted))
        keep, drop = (ALL.choosing(name, wanted, drop=drop) for drop in (False, True))
        assert chosen(history, keep) == kept, wanted
        assert chosen(history, drop) == everything - kept, wanted
    for wanted in (several[0], *several[-2:]):  # kept and left out at once
        both = ALL.choosing(name, wanted).choosing(name, values[:1], drop=True)
        assert chosen(history, both) == holding(of, set(wanted)) - holding(of, set(values[:1]))


def test_text_is_found_in_any_case_in_any_of_its_columns(history: History) -> None:
    for text in (*HOSTILE, "R1", "TIMED OUT", "name of", "nowhere at all"):
        found = {
            run["run_id"]
            for run in RUNS
            if any(text.lower() in str(run.get(column) or "").lower() for column in TEXT)
        }
        assert chosen(history, ALL.choosing("text", [text])) == found, text
        left = chosen(history, ALL.choosing("text", [text], drop=True))
        assert left == {run["run_id"] for run in RUNS} - found


def test_all_dimensions_at_once_choose_what_all_of_them_say(
    history: History, told: dict[str, Told]
) -> None:
    first = RUNS[8]
    filters, kept = ALL, {run["run_id"] for run in RUNS}
    for n, name in enumerate(NAMES):
        values = sorted(told[name](first)) if n % 2 else ["no run has this", *HOSTILE[:2]]
        if values:
            filters = filters.choosing(name, values, drop=not n % 2)
            held = holding(told[name], set(values))
            kept = kept & held if n % 2 else kept - held
    assert kept and chosen(history, filters) == kept


@pytest.mark.parametrize("name", [*NAMES, "text"])
def test_a_link_carries_any_value(name: str) -> None:
    for drop in (False, True):
        filters = ALL.choosing(name, (*HOSTILE, NONE, "plain"), drop=drop)
        query = urlencode(to_params(filters, "UTC"), doseq=True)
        assert parse(parse_qs(query, keep_blank_values=True), "UTC").filters == filters
        assert read_set(write_set(filters, "UTC"), "UTC") == filters


@pytest.mark.parametrize("name", NAMES)
def test_values_are_counted_and_those_that_are_gone_are_told(
    history: History, told: dict[str, Told], name: str
) -> None:
    held = Counter(value for run in RUNS for value in told[name](run))
    assert set(history.values_of(name)) == set(held)
    counts = [held[value] for value in history.values_of(name)]
    assert counts == sorted(counts, reverse=True)
    words = BY_NAME[name].words
    for wanted in ([*held], ["no run has this"], list(words)):
        wanted = [*wanted, NONE]
        lost = gone(history, ALL.choosing(name, wanted).choosing(name, wanted, drop=True))
        assert {one.value for one in lost} == set(wanted) - set(held) - set(words) - {NONE}
        assert len(lost) == 2 * len({one.value for one in lost}), "of both that keep and that drop"


def test_all_dimensions_are_offered_where_runs_have_them(history: History) -> None:
    assert [one.name for one in usable(history.about)] == [one.name for one in FILTERS]


@pytest.mark.parametrize("name", [one.name for one in COMPARED if one.name in NAMES])
def test_sets_are_compared_by_the_same_values(
    history: History, told: dict[str, Told], name: str
) -> None:
    """Every value and every lack of it, of either side."""
    sides = ALL.choosing("max-iterations", ["12"]), ALL.choosing("max-iterations", ["25"])
    rows = history.ask(
        "compare", sides=sides, every_a=1, every_b=1, zone=history.about.zone, fewest=0, tools=[],
        **offered_fields(history),
        edges={one.name: [] for one in COMPARED if one.kind is Kind.NUMBER},
    )  # fmt: skip
    found = {row["value"]: row for row in rows if row["attribute"] == name and row["value"] != ""}
    for side, most in (("runs_a", 12), ("runs_b", 25)):
        asked = [run for run in RUNS if run["max_iterations"] == most and _asked(name, run)]
        counts = Counter(value for run in asked for value in told[name](run) or _lack(name))
        assert {value: row[side] for value, row in found.items() if row[side]} == counts


def _lack(name: str) -> set[Any]:
    return {None} if BY_NAME[name].kind in SCALARS else set()


def _asked(name: str, run: dict[str, Any]) -> bool:
    """Whether a run is asked for it: an unfinished one not why it failed, one without a time of
    its own not when it was."""
    among = BY_NAME[name].among
    return not among or (
        run["time_basis"] == "export" if "time_basis" in among else run["status"] != "running"
    )


def test_a_workspace_without_times_is_offered_no_hours(tmp_path: Path) -> None:

    home = Home(tmp_path / "home")
    import_export(home, export({"run_id": "1", "time_basis": "import", "task_id": "t"}), NOW)
    held = current(home)
    assert held
    offered = {one.name for one in usable(held.about)}
    assert "task" in offered and not offered & {"weekday", "hour", "time-of-day", "turn"}
