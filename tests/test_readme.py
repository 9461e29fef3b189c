"""The README is true: its commands exist, its links lead somewhere, its words are in the code."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.analysis.rates import FEW_RUNS, TOO_FEW_FOR_PERCENT
from dashboard.cli import main, parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMANDS = [
    line.split("#")[0].strip() for kind, block in BLOCKS if not kind for line in block.splitlines()
]


def test_the_two_commands_that_do_everything_stand_there() -> None:
    assert "pip install uv && uv run worker-runs demo" in COMMANDS
    assert "pip install uv && uv run pytest" in COMMANDS


@pytest.mark.parametrize("command", [command for command in COMMANDS if "worker-runs" in command])
def test_every_command_is_one(command: str) -> None:
    words = shlex.split(command.split("worker-runs", 1)[1])
    assert parser().parse_args(words).run


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_every_link_leads_to_a_file(target: str) -> None:
    assert (ROOT / target).exists()


def test_the_folders_that_it_names_exist() -> None:
    for name in ("sources", "records", "store", "queries", "analysis", "charts", "ui", "app_pages"):
        assert f"`{name}`" in README or f"dashboard/{name}" in README
        assert (ROOT / "dashboard" / name).is_dir()


def test_the_pipeline_example_runs_as_written(tmp_path: Path) -> None:
    (script,) = [block for kind, block in BLOCKS if kind == "bash"]
    (tmp_path / "data").symlink_to(ROOT / "data")
    programs = tmp_path / "bin"
    programs.mkdir()
    command = f'shift 2; exec {sys.executable} -m dashboard.cli "$@"'
    for name, does in (("pip", "exit 0"), ("uv", command)):
        (programs / name).write_text(f"#!/bin/bash\n{does}\n")
        (programs / name).chmod(0o755)
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env={"PATH": f"{programs}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "### 2 regressions standing" in (tmp_path / "summary.md").read_text()
    assert "Invoice follow-up" in done.stdout


FOUND = {
    "changes": ["regressed: Invoice follow-up: instructions v1 → v2", "the tool category CRM"],
    "causes": ["51, usually 14"],
    "compare": ["Trigger: schedule", "Context source: docs"],
}


def test_what_it_says_is_in_the_sample_is_found_by_its_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    block = next(block for _, block in BLOCKS if "history show" in block)
    for line in block.splitlines():
        words = shlex.split(line.split("worker-runs", 1)[1])
        assert main(words) == 0
        told = capsys.readouterr().out
        for found in FOUND.get(words[3], []):
            assert found in told


def test_its_limits_are_those_of_the_code() -> None:
    told = " ".join(README.split())
    assert f"Below {FEW_RUNS} runs" in told
    assert f"below {TOO_FEW_FOR_PERCENT} it is a count" in told
