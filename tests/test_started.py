"""A command that is advised works where it was advised: it is run as it stands."""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dashboard
from dashboard.cli import parser
from dashboard.started import about, command
from tests.cli.conftest import HEAD, ROWS

PROJECT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent
WITHOUT = os.pathsep.join(
    place for place in os.environ["PATH"].split(os.pathsep) if Path(place) != SCRIPTS
)
MODULES = list(Path(dashboard.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize(
    ("start", "path"),
    [
        ("worker-runs", f"{SCRIPTS}{os.pathsep}{WITHOUT}"),
        (shlex.quote(str(SCRIPTS / "worker-runs")), WITHOUT),
        (f"{shlex.quote(sys.executable)} -m dashboard.cli", WITHOUT),
        ("uv run worker-runs", WITHOUT),
    ],
)
def test_what_is_advised_works_for_how_it_was_started(
    start: str, path: str, tmp_path: Path
) -> None:
    if start.startswith("uv") and not shutil.which("uv", path=path):
        pytest.skip("no uv on the PATH: not tried with uv run")
    own = {name: text for name, text in os.environ.items() if not name.startswith("UV_")}
    offline = {"UV_OFFLINE": "1", "UV_NO_SYNC": "1", "PATH": path}

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", line], env=own | offline, cwd=PROJECT, capture_output=True, text=True
        )

    (tmp_path / "runs.csv").write_text(HEAD + "".join(ROWS) + "bad,completed,no time,,,\n")
    home = shlex.quote(str(tmp_path / "my ‘runs’"))
    empty = run(f"{start} --home {home} show trends")
    assert empty.returncode == 2, empty
    load = re.findall("`([^`]*load FILE)`", empty.stderr)[0]
    assert ("uv run" in load) == start.startswith("uv")
    loaded = run(load.replace("FILE", shlex.quote(str(tmp_path / "runs.csv"))))
    assert loaded.returncode == 1 and "1 rejected" in loaded.stderr, loaded
    rejects = run(re.findall(r"\((\S.* rejects 1)\)", loaded.stderr)[0])
    assert "no time" in rejects.stdout, rejects


def test_a_workspace_is_named_where_it_is_not_the_usual_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("dashboard.started.platform_home", lambda: tmp_path / "usual")
    monkeypatch.setattr("dashboard.started.program", lambda: "worker-runs")
    monkeypatch.delenv("WORKER_RUNS_HOME")
    assert command("imports") == "worker-runs imports"
    with about(tmp_path / "my runs"):
        assert command("imports") == f"worker-runs --home '{tmp_path}/my runs' imports"
        with about(tmp_path / "usual"):
            assert command("imports") == "worker-runs imports"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "served"))
    assert command("imports") == f"worker-runs --home {tmp_path}/served imports"


def _advised() -> list[str]:
    """The words of every command that the package advises, as far as they stand in it."""
    calls = [
        node.args[0]
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "command" and len(node.args) == 1
    ]
    return [words.value for words in calls if isinstance(words, ast.Constant)]


def test_every_command_that_is_advised_is_one() -> None:
    assert len(_advised()) > 10
    for words in _advised():
        parser().parse_args(shlex.split(words))


def test_no_sentence_names_a_command_as_if_everybody_had_it_on_the_path() -> None:
    named = re.compile(r"worker-runs (load|demo|serve|show|check|record|imports|rejects|conflicts"
                       r"|rules|mark|statuses|zone)\b")  # fmt: skip
    lines = [
        f"{path.name}: {line.strip()}"
        for path in MODULES
        if path.name != "started.py"
        for line in path.read_text().splitlines()
        if named.search(line)
    ]
    assert not lines
