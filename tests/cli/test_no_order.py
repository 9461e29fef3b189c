"""Values whose runs all stand at one time: no change, whatever the runs are called."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run

AT = "2026-11-10T09:00:00Z"


def runs(names: str, times: dict[str, str] | None = None, **field: str) -> list[dict[str, Any]]:
    """Runs r00, r01, … whose field has one value each, a letter of names."""
    (what,) = field
    return [
        {
            "run_id": f"r{n:02}", "worker": "Ann", "status": "completed",
            "created_at": (times or {}).get(name, AT), what: f"{field[what]}{name}",
        }
        for n, name in enumerate(names)
    ]  # fmt: skip


def changes(worker_runs: Run, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": rows}))
    assert worker_runs("load", path) == 0, worker_runs.err
    return list(worker_runs.json("show", "changes"))


@pytest.mark.parametrize("names", ["A" * 20 + "B" * 20, "B" * 20 + "A" * 20, "AB" * 20, "ABC" * 9])
@pytest.mark.parametrize("what", ["instructions_version", "model", "worker_status"])
def test_values_of_one_time_have_no_direction(worker_runs: Run, what: str, names: str) -> None:
    assert changes(worker_runs, runs(names, **{what: "x"})) == []
    assert worker_runs("show", "changes") == 0
    assert "All runs of Ann stand at one time" in worker_runs.out
    dimension = {"instructions_version": "version", "worker_status": "worker-status"}.get(
        what, what
    )
    (line,) = (text for text in worker_runs.out.splitlines() if "show compare" in text)
    a, b = (word.strip("'") for word in line.split() if "&" in word)
    assert (a, b) == (f"worker=Ann&{dimension}=xA", f"worker=Ann&{dimension}=xB")
    assert worker_runs.json("show", "compare", "--a", a, "--b", b)


LISTS = {
    "two lists": ([["CRM", "docs"], ["docs"]], "“CRM; docs” and “docs”", "=CRM", "not-{}=CRM"),
    "each has its own": ([["CRM"], ["docs"]], "“CRM” and “docs”", "=CRM", "{}=docs"),
    "none": ([[], ["docs"]], "“none” and “docs”", "docs", "{}=docs"),
}
"""Lists, how the sentence names them, and what tells their runs apart."""


@pytest.mark.parametrize(("values", "named", "first", "second"), LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("what", ["tool", "context"])
def test_lists_of_one_time_have_no_direction(
    worker_runs: Run, what: str, values: list[list[str]], named: str, first: str, second: str
) -> None:
    column = {"tool": "tool_categories", "context": "context_sources"}[what]
    rows = [row | {column: values[n % 2]} for n, row in enumerate(runs("A" * 40, model="m"))]
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    assert named in worker_runs.out
    (line,) = (text for text in worker_runs.out.splitlines() if "show compare" in text)
    a, b = (word.strip("'") for word in line.split() if "&" in word)
    assert a.startswith("worker=Ann&") and a.endswith(first)
    assert b == f"worker=Ann&{second.format(what)}"
    found = worker_runs.json("show", "compare", "--a", a, "--b", b)
    assert (found["a"]["n"], found["b"]["n"]) == (20, 20)


@pytest.mark.parametrize("brought", [True, False])
@pytest.mark.parametrize("kind", ["record_type", "trigger"])
def test_tools_that_the_kind_of_work_brings_are_nobodys_change(
    worker_runs: Run, kind: str, *, brought: bool
) -> None:
    rows = [
        row | {"tool_categories": [("CRM", "docs")[n % 2]], kind: f"k{n % 2}"}
        for n, row in enumerate(runs("A" * 40, model="m"))
    ]
    rows[0]["tool_categories"] = ["CRM" if brought else "docs"]
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    assert ("one time" not in worker_runs.out) is brought


def test_the_same_in_another_case_is_one_value(worker_runs: Run) -> None:
    rows = [
        row | {"tool_categories": [("CRM", "crm ")[n % 2]]}
        for n, row in enumerate(runs("Aa" * 20, model="m"))
    ]
    assert changes(worker_runs, rows) == []
    worker_runs("show", "changes")
    assert "one time" not in worker_runs.out


def test_values_that_vary_from_run_to_run_are_nobodys_change(worker_runs: Run) -> None:
    rows = [row | {"model": f"m{n}"} for n, row in enumerate(runs("A" * 21, model="m"))]
    changes(worker_runs, rows)
    worker_runs("show", "changes")
    assert "one time" not in worker_runs.out


def test_runs_without_a_time_are_in_no_order(worker_runs: Run) -> None:
    folder = worker_runs.home.parent
    (folder / "map.toml").write_text(
        'same_names = true\n[times]\nwhen_absent = "import"\n[fields]\nrun_id = "run_id"\n'
        'status = "status"\n'
    )
    rows = [dict(row, created_at=None) for row in runs("AB" * 20, model="m")]
    (folder / "runs.json").write_text(json.dumps(rows))
    assert worker_runs("load", "--map", folder / "map.toml", folder / "runs.json") == 0
    assert worker_runs("show", "changes") == 0
    said = "No order: no run of Ann with model “mA” and “mB” has a time in the export, so that"
    assert said in worker_runs.out


@pytest.mark.parametrize("other", "AZ")
@pytest.mark.parametrize("names", ["{0}B", "{0}BC", "{0}BBB"])
def test_values_that_begin_at_one_time_have_no_direction_from_their_names(
    worker_runs: Run, other: str, names: str
) -> None:
    """Twenty runs each at nine, and forty of B alone an hour later."""
    later = "2026-11-10T10:00:00Z"
    rows = runs(names.format(other) * 20, model="m")
    rows += [row | {"run_id": f"s{row['run_id']}", "created_at": later}
             for row in runs("B" * 40, model="m")]  # fmt: skip
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    assert "begin at one time, so that none of them came first" in worker_runs.out


def test_an_even_mix_of_one_day_is_no_return_of_the_old_value(worker_runs: Run) -> None:
    """Runs whose times are days, and half of those of the day of the change had the old value."""
    days = [f"2026-11-{day:02}T00:00:00Z" for day in (1, 2, 3, 4, 5)]
    for old, new in ("AB", "BA"):
        rows = [
            row | {"run_id": f"{old}{day[8:10]}{row['run_id']}", "created_at": day, "worker": old}
            for day, names in zip(
                days, (old * 20, old * 20, (old + new) * 10, new * 20, new * 20), strict=True
            )
            for row in runs(names, model="m")
        ]
        found = [change for change in changes(worker_runs, rows) if change["worker"] == old]
        assert [(change["from"], change["to"], change["changed_at"][:10]) for change in found] == [
            (f"m{old}", f"m{new}", "2026-11-03")
        ]


@pytest.mark.parametrize("names", ["A" * 20 + "B" * 20, "B" * 20 + "A" * 20, "AB" * 20])
def test_times_give_the_direction_names_of_runs_do_not(worker_runs: Run, names: str) -> None:
    times = {"A": "2026-11-11T09:00:00Z", "B": "2026-11-10T09:00:00Z"}
    (found,) = changes(worker_runs, runs(names, times, model="m"))
    assert (found["from"], found["to"]) == ("mB", "mA")
    assert worker_runs("show", "changes") == 0
    assert "stand at one time" not in worker_runs.out
