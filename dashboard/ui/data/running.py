"""The load that runs in a workspace: known to every page, also after the one that began it went."""

from __future__ import annotations

from pathlib import Path

from dashboard.store.workspace.home import Home
from dashboard.ui.data.jobs import Job
from dashboard.ui.data.rounds import Loaded

_RUNNING: dict[Path, Job[Loaded]] = {}


def begun(home: Home, job: Job[Loaded]) -> Job[Loaded]:
    """Note a load that has begun, unless another one runs, for which it waits."""
    if running(home) is None:
        _RUNNING[home.path.resolve()] = job
    return job


def running(home: Home) -> Job[Loaded] | None:
    """The load that runs, whoever began it."""
    job = _RUNNING.get(home.path.resolve())
    if job is not None and job.done:
        _RUNNING.pop(home.path.resolve(), None)  # another page may have been first
        return None
    return job
