"""Runs are taken away with the command, wholly or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dashboard.exporting.left_behind import ALONE
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.settings import set_zone
from tests.cli.conftest import Run
from tests.workspaces import import_runs


def test_the_chosen_runs_load_again(tmp_path: Path, loaded: Run, export: Path) -> None:
    out = tmp_path / "of-ann.csv"
    assert loaded("export", out, "--worker", "Ann", "--not-outcome", "failed") == 0
    assert loaded.err == f"1 run written to {out}.\n{ALONE}\n"
    again = Run(tmp_path / "again", loaded.capsys)
    assert again.json("load", out)["files"][0]["new"] == 1
    assert again.json("show", "run", "1")["worker"] == "Ann"


def test_what_a_person_said_counts_as_success_comes_along(tmp_path: Path, worker_runs: Run) -> None:
    runs = tmp_path / "runs.csv"
    head, time = "run_id,status,created_at,score\n", "2026-11-10T09:00:00Z"
    runs.write_text(head + "".join(f"{n},completed,{time},{n / 10}\n" for n in range(10)))
    worker_runs("load", runs)
    assert worker_runs("success", "canonical export", "--score-from", "0.3") == 0
    assert worker_runs("export", tmp_path / "out.xlsx") == 0
    again = Run(tmp_path / "again", worker_runs.capsys)
    again("load", tmp_path / "out.xlsx")
    assert again.json("show", "trends")["bad"] == worker_runs.json("show", "trends")["bad"] == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["out.csv", "--worker", "Nobody"], "No run has the worker “Nobody”"),
        (["out.csv", "--until", "2020-01-01"], "No run is chosen"),
        (["out.pdf"], "“.pdf” is no form in which runs can be exported"),
        (["out"], "has no ending, so its form isn’t known"),
        (["runs.csv"], "There is a file of this name already"),
        (
            ["none/out.csv"],
            "none/out.csv: The file could not be written: No such file or dir",
        ),
        (["out.csv", "--week", "2026-W99"], "is not a week"),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    tmp_path: Path, loaded: Run, export: Path, words: list[str], said: str
) -> None:
    before = export.read_bytes()
    assert loaded("export", tmp_path / words[0], *words[1:]) == 2
    assert said in loaded.err
    assert {path.name for path in tmp_path.iterdir()} == {"runs.csv", "home"}
    assert export.read_bytes() == before


def test_a_kill_leaves_no_file_of_that_name(tmp_path: Path, worker_runs: Run, export: Path) -> None:
    with export.open("a") as file:
        file.writelines(f"x{n},failed,2026-11-11T09:00:00Z,Ann,t,m\n" for n in range(60_000))
    worker_runs("load", export)
    command = [sys.executable, "-m", "dashboard.cli", "--home", str(worker_runs.home)]
    writing = subprocess.Popen([*command, "export", str(tmp_path / "out.csv")])
    deadline = time.monotonic() + 60
    while not (parts := list(tmp_path.glob(".out.csv*/*"))) or not parts[0].stat().st_size:
        assert time.monotonic() < deadline and writing.poll() is None
        time.sleep(0.002)
    os.kill(writing.pid, signal.SIGKILL)
    writing.wait()
    assert not (tmp_path / "out.csv").exists()
    assert worker_runs("export", tmp_path / "out.csv") == 0


def import_two_exports(home: Path) -> Path:
    """Two exports with a week between them of which nobody knows, in New York's days."""
    begun = datetime(2026, 10, 5, 22, 30, tzinfo=UTC)
    for name, days in (("a", range(14)), ("b", range(21, 42))):
        runs = [
            {
                "run_id": f"{day}-{n}",
                "created_at": (begun + timedelta(days=day, minutes=7 * n)).isoformat(),
                "status": "failed" if (day + n) % 5 == 0 else "completed",
                "worker": f"w{n % 3}",
                "task_id": f"t{day}-{n}",
            }
            for day in days
            for n in range(20)
        ]
        import_runs(home, *runs, name=f"{name}.json")
    set_zone(Home(home), "America/New_York")
    return home


QUESTIONS = (
    *("trends", "workers", "causes", "changes", "compare", "runs", "tasks", "bad", "sample"),
    *("review", "leaderboard"),
)


@pytest.mark.parametrize("filters", [(), ("--worker", "w1"), ("--since", "2026-10-13")])
def test_a_zip_says_the_same_in_an_empty_workspace(
    tmp_path: Path, worker_runs: Run, filters: tuple[str, ...]
) -> None:
    import_two_exports(worker_runs.home)
    assert worker_runs("export", tmp_path / "out.zip", *filters) == 0
    assert "Not in this file" not in worker_runs.err
    again = Run(tmp_path / "again", worker_runs.capsys)
    again.json("load", tmp_path / "out.zip")
    was, is_ = (current(Home(one.home)) for one in (worker_runs, again))
    assert was and is_ and was.about.gaps
    assert is_.about.gaps == was.about.gaps
    assert (is_.about.zone, is_.about.until) == (was.about.zone, was.about.until)
    if "--since" in filters:
        assert is_.about.whole_from == datetime(2026, 10, 13, tzinfo=ZoneInfo(was.about.zone))
        return
    for what in QUESTIONS:
        if filters and what in ("causes", "leaderboard"):
            continue  # these tell of errors ever, and of other workers beside
        assert again.json("show", what) == worker_runs.json("show", what, *filters), what


def test_a_gap_that_a_zip_told_of_ends_where_another_export_fills_it(
    tmp_path: Path, worker_runs: Run
) -> None:
    import_two_exports(worker_runs.home)
    worker_runs("export", tmp_path / "out.zip")
    again = Run(tmp_path / "again", worker_runs.capsys)
    again("load", tmp_path / "out.zip")
    week = ("--since", "2026-10-19", "--until", "2026-10-25")
    assert again.json("show", "trends", *week)["not_compared"]
    import_runs(
        again.home,
        *(
            {"run_id": f"new{day}", "created_at": f"2026-10-{day}T15:00:00Z", "status": "failed"}
            for day in range(19, 26)
        ),
        name="between.json",
    )
    assert again.json("show", "trends", *week)["not_compared"] is None
    assert again("undo") == 0
    assert again.json("show", "trends", *week)["not_compared"]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"zone": "Mars/Base"}, "no time zone"),
        ({"zone": 7}, "no time zone"),
        ({"covers": "all"}, "cannot be read"),
        ({"covers": {"since": "2026-11-02"}}, "cannot be read"),
        ({"covers": {"since": "2026-11-02T00:00:00", "until": "2026-11-03T00:00:00"}}, "be read"),
        ({"covers": {"since": "2026-11-03T00:00:00Z", "until": "2026-11-02T00:00:00Z"}}, "be read"),
        ({"covers": {"since": "2026-11-02T00:00:00Z", "until": "2026-11-03T00:00:00Z",
                     "gaps": [["2026-11-02T09:00:00Z"]]}}, "cannot be read"),
        ({"covers": {"since": "0001-01-01T00:00:00+14:00", "until": "2026-11-03T00:00:00Z"}},
         "cannot be read"),
        ({"covers": {"since": "2026-11-02T00:00:00Z", "until": "9999-12-31T23:59:59-12:00"}},
         "cannot be read"),
        ({"covers": {"since": "2026-11-02T00:00:00Z", "until": "2026-11-03T00:00:00Z",
                     "gaps": [["2026-11-02T09:00:00Z", "2026-11-02T10:00:00Z",
                               "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]]}},
         "cannot be read"),
    ],
)  # fmt: skip
def test_what_an_export_says_of_its_time_and_can_not_be_is_refused(
    tmp_path: Path, worker_runs: Run, export: Path, about: dict[str, object], said: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    export.rename(folder / "runs.csv")
    (folder / "export.json").write_text(json.dumps(about))
    assert worker_runs("load", folder) == 2
    assert said in worker_runs.err and "export.json" in worker_runs.err


def test_what_a_file_of_runs_has_no_room_for_is_said(tmp_path: Path, worker_runs: Run) -> None:
    import_two_exports(worker_runs.home)
    assert worker_runs("export", tmp_path / "out.csv") == 0
    assert (
        "Not in this file: the time zone of days (America/New_York), what no export covers. "
        "A .zip takes them along" in worker_runs.err
    )


def test_a_zip_takes_the_dimensions_along_and_a_part_of_the_runs_says_that_it_is_one(
    tmp_path: Path, worker_runs: Run
) -> None:
    """What runs are compared by is then the same; what was chosen in a workspace stays."""
    status = ("failed", "completed", "completed")
    runs = [
        {"run_id": str(n), "tier": ("gold", "a,b=c")[n % 2], "status": status[n % 3]}
        for n in range(60)
    ]
    import_runs(worker_runs.home, *runs)
    assert worker_runs("dimension", "add", "tier") == 0
    here = worker_runs.json("show", "compare")
    told = [*here["differences"], *here["not_distinguishable"]]
    assert any(one["attribute"] == "field.tier" for one in told)
    assert worker_runs("export", tmp_path / "out.csv") == 0
    assert "which other fields are filters" in worker_runs.err and ALONE not in worker_runs.err
    assert worker_runs("export", tmp_path / "part.zip", "--outcome", "failed") == 0
    assert ALONE in worker_runs.err and "Not in this file" not in worker_runs.err
    assert worker_runs("export", tmp_path / "out.zip") == 0
    assert ALONE not in worker_runs.err
    there = Run(tmp_path / "there", worker_runs.capsys)
    assert there("load", tmp_path / "out.zip") == 0
    assert there.json("show", "compare") == here
    assert there("dimension", "remove", "tier") == 0
    assert there("load", tmp_path / "part.zip") == 0
    offered = [one["name"] for one in there.json("dimension")["fields"] if one["offered"]]
    assert not offered, "it was taken away here"


@pytest.mark.parametrize("told", ["tier", [1], [""], {"tier": True}])
def test_dimensions_that_are_no_names_are_refused(
    tmp_path: Path, worker_runs: Run, export: Path, told: object
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    export.rename(folder / "runs.csv")
    (folder / "export.json").write_text(json.dumps({"dimensions": told}))
    assert worker_runs("load", folder) == 2
    assert "no list of fields" in worker_runs.err and "export.json" in worker_runs.err
