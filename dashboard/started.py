"""How this program was started: about which workspace, and how its commands are called again.

A sentence that advises a command gets it from here: a person who started with `uv run` has no
`worker-runs` on the PATH, and one who named a workspace means the same one again.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

import platformdirs

NAME = "worker-runs"

_named: ContextVar[Path | None] = ContextVar("the workspace that a command was given", default=None)


@contextmanager
def about(home: Path | None) -> Iterator[None]:
    """Within, commands are advised for the workspace that a command line named; None: it named
    none."""
    before = _named.set(home)
    try:
        yield
    finally:
        _named.reset(before)


def platform_home() -> Path:
    """The workspace folder when none is named: the platform's user data folder."""
    return platformdirs.user_data_path(NAME, appauthor=False)


def default_home() -> Path:
    """The workspace folder: WORKER_RUNS_HOME, else that of the platform."""
    named = os.environ.get("WORKER_RUNS_HOME")
    return Path(named) if named else platform_home()


def command(words: str) -> str:
    """The words of a command, as they reach this workspace when they are typed where this program
    was started: "uv run worker-runs --home 'my runs' show causes"."""
    home = (_named.get() or default_home()).absolute()
    place = "" if home == platform_home() else f"--home {_quoted(str(home))} "
    return f"{program()} {place}{words}"


def program() -> str:
    """How this program is called where it was started."""
    script = Path(sys.executable).with_name(NAME + ".exe" * (os.name == "nt"))
    if "UV_RUN_RECURSION_DEPTH" in os.environ:  # uv run, which puts its scripts on our PATH alone
        if _project() == Path(sys.prefix).parent:
            return f"uv run {NAME}"
    elif (found := shutil.which(NAME)) and Path(found).resolve() == script.resolve():
        return NAME
    if script.is_file():
        return _quoted(str(script))
    return f"{_quoted(sys.executable)} -m dashboard.cli"


def _project() -> Path | None:
    """The folder of the project that uv run finds from here."""
    here = Path.cwd()
    return next((one for one in (here, *here.parents) if (one / "pyproject.toml").is_file()), None)


def _quoted(text: str) -> str:
    return subprocess.list2cmdline([text]) if os.name == "nt" else shlex.quote(text)
