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
        found = [it for it in changes(worker_runs, rows) if it["worker"] == old]
        assert [(it["from"], it["to"], it["changed_at"][:10]) for it in found] == [
            (f"m{old}", f"m{new}", "2026-11-03")
        ]


@pytest.mark.parametrize("names", ["A" * 20 + "B" * 20, "B" * 20 + "A" * 20, "AB" * 20])
def test_times_give_the_direction_names_of_runs_do_not(worker_runs: Run, names: str) -> None:
    times = {"A": "2026-11-11T09:00:00Z", "B": "2026-11-10T09:00:00Z"}
    (found,) = changes(worker_runs, runs(names, times, model="m"))
    assert (found["from"], found["to"]) == ("mB", "mA")
    assert worker_runs("show", "changes") == 0
    assert "stand at one time" not in worker_runs.out
