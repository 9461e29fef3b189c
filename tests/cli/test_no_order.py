"""Values whose runs all stand at one time: no change, whatever the runs are called."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.conftest import Run

AT = "2026-11-10T09:00:00Z"


def runs(
    names: str, times: dict[str, str] | None = None, worker: str = "Ann", **field: str
) -> list[dict[str, Any]]:
    """Runs r00, r01, … whose field has one value each, a letter of names."""
    (what,) = field
    return [
        {
            "run_id": f"r{n:02} {worker}", "worker": worker, "status": "completed",
            "created_at": (times or {}).get(name, AT), what: f"{field[what]}{name}",
        }
        for n, name in enumerate(names)
    ]  # fmt: skip


def changes(worker_runs: Run, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": rows}))
    assert worker_runs("load", path) == 0, worker_runs.err
    return list(worker_runs.json("show", "changes"))


def compared(worker_runs: Run, worker: str) -> tuple[str, str]:
    """The two sets that are offered instead of a change of a worker."""
    (line,) = (
        text
        for text in worker_runs.out.splitlines()
        if "show compare" in text and f"worker={worker}&" in text
    )
    a, b = (word.strip("'") for word in line.split() if "&" in word)
    return a, b


def test_values_of_one_time_have_no_direction(worker_runs: Run) -> None:
    asked = (
        ("instructions_version", "version"),
        ("model", "model"),
        ("worker_status", "worker-status"),
    )
    orders = ("A" * 20 + "B" * 20, "B" * 20 + "A" * 20, "AB" * 20, "ABC" * 9)
    cases = {
        f"{dimension}{n}": (what, dimension, names)
        for what, dimension in asked
        for n, names in enumerate(orders)
    }
    rows = [
        row
        for worker, (what, _, names) in cases.items()
        for row in runs(names, worker=worker, **{what: "x"})
    ]
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    told = worker_runs.out
    for worker, (_, dimension, _) in cases.items():
        assert f"All runs of {worker} stand at one time" in told
        a, b = compared(worker_runs, worker)
        assert (a, b) == (f"worker={worker}&{dimension}=xA", f"worker={worker}&{dimension}=xB")
    assert worker_runs.json("show", "compare", "--a", a, "--b", b)


LISTS = {
    "two lists": ([["CRM", "docs"], ["docs"]], "“CRM; docs” and “docs”", "=CRM", "not-{}=CRM"),
    "each has its own": ([["CRM"], ["docs"]], "“CRM” and “docs”", "=CRM", "{}=docs"),
    "none": ([[], ["docs"]], "“none” and “docs”", "docs", "{}=docs"),
}
"""Lists, how the sentence names them, and what tells their runs apart."""


@pytest.mark.parametrize(
    ("what", "column"), [("tool", "tool_categories"), ("context", "context_sources")]
)
def test_lists_of_one_time_have_no_direction(worker_runs: Run, what: str, column: str) -> None:
    rows = [
        row | {column: values[n % 2]}
        for place, (values, *_) in enumerate(LISTS.values())
        for n, row in enumerate(runs("A" * 40, worker=f"w{place}", model="m"))
    ]
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    told = worker_runs.out.splitlines()
    offered = [compared(worker_runs, f"w{place}") for place in range(len(LISTS))]
    for place, (_, named, first, second) in enumerate(LISTS.values()):
        assert any(f" w{place} " in line and named in line for line in told), named
        a, b = offered[place]
        assert a.startswith(f"worker=w{place}&") and a.endswith(first)
        assert b == f"worker=w{place}&{second.format(what)}"
        found = worker_runs.json("show", "compare", "--a", a, "--b", b)
        assert (found["a"]["n"], found["b"]["n"]) == (20, 20)


def test_tools_that_the_kind_of_work_brings_are_nobodys_change(worker_runs: Run) -> None:
    rows = []
    for kind in ("record_type", "trigger"):
        for other in ("CRM", "docs"):
            made = [
                row | {"tool_categories": [("CRM", "docs")[n % 2]], kind: f"k{n % 2}"}
                for n, row in enumerate(runs("A" * 40, worker=f"{kind} {other}", model="m"))
            ]
            rows += [made[0] | {"tool_categories": [other]}, *made[1:]]
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    for kind in ("record_type", "trigger"):
        assert f"All runs of {kind} CRM stand at one time" not in worker_runs.out
        assert f"All runs of {kind} docs stand at one time" in worker_runs.out


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


def test_values_that_begin_at_one_time_have_no_direction_from_their_names(worker_runs: Run) -> None:
    """Twenty runs each at nine, and forty of B alone an hour later."""
    later = "2026-11-10T10:00:00Z"
    workers = [f"{other}{names}" for other in "AZ" for names in ("B", "BC", "BBB")]
    rows = [row for worker in workers for row in runs(worker * 20, worker=worker, model="m")]
    rows += [row | {"run_id": f"s{row['run_id']}", "created_at": later}
             for worker in workers for row in runs("B" * 40, worker=worker, model="m")]  # fmt: skip
    assert changes(worker_runs, rows) == []
    assert worker_runs("show", "changes") == 0
    told = worker_runs.out.splitlines()
    assert len(told) >= len(workers)
    for worker in workers:
        said = [line for line in told if f" {worker} " in line]
        assert any("begin at one time, so that none of them came first" in line for line in said)


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


def test_times_give_the_direction_names_of_runs_do_not(worker_runs: Run) -> None:
    times = {"A": "2026-11-11T09:00:00Z", "B": "2026-11-10T09:00:00Z"}
    orders = ("A" * 20 + "B" * 20, "B" * 20 + "A" * 20, "AB" * 20)
    rows = [row for n, names in enumerate(orders) for row in runs(names, times, f"w{n}", model="m")]
    found = changes(worker_runs, rows)
    assert sorted(one["worker"] for one in found) == ["w0", "w1", "w2"]
    assert {(one["from"], one["to"]) for one in found} == {("mB", "mA")}
    assert worker_runs("show", "changes") == 0
    assert "stand at one time" not in worker_runs.out
