"""Calling the command as a person or a pipeline does, in a workspace of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main
from dashboard.started import about, command
from tests.workspaces import import_text, made_once

HEAD = "run_id,status,created_at,worker,task_id,model\n"
ROWS = [
    "1,completed,2026-11-10T09:00:00Z,Ann,t1,m\n",
    "2,failed,2026-11-11T09:00:00Z,Ann,t2,m\n",
    "3,completed,2026-11-12T09:00:00Z,Bob,t3,n\n",
]


class Run:
    """Calls the command in one workspace and keeps what it said, a command that it advises as for
    the usual workspace and a `worker-runs` on the PATH."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.capsys = home, capsys
        self.out = self.err = ""

    def __call__(self, *words: object) -> int:
        status = main(["--home", str(self.home), *map(str, words)])
        with about(self.home):
            advised = command("")
        out, err = self.capsys.readouterr()
        self.out, self.err = (text.replace(advised, "worker-runs ") for text in (out, err))
        assert "Traceback" not in self.err
        return status

    def json(self, *words: object) -> Any:
        assert self(*words, "--json") == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def worker_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "home", capsys)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "runs.csv"
    path.write_text(HEAD + "".join(ROWS))
    return path


@made_once
def import_three(home: Path) -> Path:
    return import_text(home, "runs.csv", HEAD + "".join(ROWS))


@pytest.fixture
def loaded(worker_runs: Run, export: Path) -> Run:
    """A workspace into which the export was loaded."""
    import_three(worker_runs.home)
    return worker_runs


FAILING = HEAD.replace("\n", ",error_message\n") + "".join(
    f"{n},failed,2026-11-{10 + n % 5}T09:00:00Z,Ann,t{n},m,{message}\n"
    for n, message in enumerate(
        ["Timed out after 3 s", "Timed out after 4 s", *(f"Month {n} is closed" for n in range(4))]
    )
)


@made_once
def import_failing(home: Path) -> Path:
    return import_text(
        home, "failing.csv", FAILING + "ok,completed,2026-11-12T09:00:00Z,Ann,t9,m,\n"
    )


@pytest.fixture
def failing(worker_runs: Run) -> Run:
    import_failing(worker_runs.home)
    return worker_runs


def forty_days(worker: str) -> list[dict[str, Any]]:
    """Forty days of one worker, ten runs a day; from day 20 on v2, and four in ten fail."""
    rows: list[dict[str, Any]] = [
        {
            "run_id": f"r{day}-{n}",
            "status": "failed" if n < (4 if day >= 20 else 1) else "completed",
            "created_at": f"2026-{9 + day // 30:02}-{1 + day % 30:02}T{9 + n // 5:02}:{n % 5}0:00Z",
            "worker": worker,
            "instructions_version": "v2" if day >= 20 else "v1",
        }
        for day in range(40)
        for n in range(10)
    ]
    for row in rows:
        if row["status"] == "failed":
            row["error_message"] = "Timed out after 30 s"
    return rows


@made_once
def import_changed(home: Path) -> Path:
    return import_text(home, "changed.json", json.dumps({"runs": forty_days("Ann | *lead*")}))


@pytest.fixture
def changed(worker_runs: Run) -> Run:
    import_changed(worker_runs.home)
    return worker_runs
