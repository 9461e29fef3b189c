"""Runs are taken away with the command, wholly or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_chosen_runs_load_again(tmp_path: Path, worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    out = tmp_path / "of-ann.csv"
    assert worker_runs("export", out, "--worker", "Ann", "--not-outcome", "failed") == 0
    assert worker_runs.err == f"1 run written to {out}.\n"
    again = Run(tmp_path / "again", worker_runs.capsys)
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
    tmp_path: Path, worker_runs: Run, export: Path, words: list[str], said: str
) -> None:
    worker_runs("load", export)
    before = export.read_bytes()
    assert worker_runs("export", tmp_path / words[0], *words[1:]) == 2
    assert said in worker_runs.err
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
