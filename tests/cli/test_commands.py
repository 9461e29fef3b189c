"""Every command says what it can't do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mark", "moon", "--name", "x"), "There is no cause “moon”."),
        (("mark", "time-out"), "What about this cause?"),
        (("mark", "time-out", "--fixed", "soon"), "is not a date"),
        (("mark", "--undo", "99"), "Entry 99 of the ledger"),
        (("show", "compare", "--a", "colour=red"), "“colour” is no filter."),
        (("show", "compare", "--b", "since=yesterday"), "is not a date"),
        (("show", "twin"), "Which run?"),
        (("show", "changes", "r1"), "show changes takes no ID: “r1”.\nLeave it out; filters"),
        (("show", "changes", "--a", "worker=Ann"), "--a is a set of show compare.\nLeave it out"),
        (
            ("show", "workers", "--by", "day"),
            "--by is of show trends, by a unit of time, and of show",
        ),
        (("show", "run", "0", "--worker", "Ann"), "takes no filters"),
        (("show", "compare", "--b", "worker=Nobody"), "No run has the worker “Nobody”."),
        (("show", "twin", "nobody"), "No run has the id “nobody”."),
        (("rules", "/nowhere/rules.toml"), "/nowhere/rules.toml: There is no such file."),
    ],
)
def test_what_can_not_be_done_is_said(failing: Run, words: tuple[str, ...], said: str) -> None:
    assert failing(*words) == 2
    assert said in failing.err


@pytest.mark.parametrize(
    "words",
    [("--home", "", "load", "runs.csv"), ("load", ""), ("load", "--map", "", "runs.csv"),
     ("load", " "), ("rules", "")],
)  # fmt: skip
def test_an_empty_name_is_not_the_present_folder(
    export: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(export.parent)
    monkeypatch.setenv("WORKER_RUNS_HOME", str(export.parent / "home"))
    with pytest.raises(SystemExit):
        main(words)
    assert [path.name for path in export.parent.iterdir()] == ["runs.csv"]


HEAVY = {"pandas", "plotly", "scipy", "streamlit"}
ONLY_WRITTEN = {"dashboard.checks.read", "dashboard.store.derived.derive", "wcwidth"}
"""What an import works out with, and the tables of wide letters."""
EVERY_COMMAND = (
    "for one in pkgutil.walk_packages(dashboard.cli.__path__, 'dashboard.cli.'):"
    " importlib.import_module(one.name)"
)


@pytest.mark.parametrize(
    ("done", "heavy"),
    [
        ("dashboard.cli.parser()", HEAVY | {"duckdb", "numpy", "pyarrow"}),
        ("import dashboard.cli.show.trends", HEAVY | ONLY_WRITTEN),
        (EVERY_COMMAND, HEAVY),
    ],
    ids=["help", "what only reads", "every command"],
)
def test_help_and_short_answers_wait_for_no_heavy_library(done: str, heavy: set[str]) -> None:
    asked = (
        f"import importlib, pkgutil, sys, dashboard.cli\n{done}\n"
        f"print('dashboard.cli.show' in sys.modules, *({heavy} & sys.modules.keys()))"
    )
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.split() == [str("import" in done)]
