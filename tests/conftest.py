"""What every test stands on: a workspace of its own, and the real data in its place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # a busy one is no fault
settings.load_profile("any machine")

SHARED_DATA = Path(__file__).resolve().parents[1] / "../shared/data"


def pytest_xdist_auto_num_workers() -> int:
    """One process more than the machine has cores: some always wait for a browser or a disk."""
    return 1 + (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the workspace of the person who runs it."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "default-home"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real exports beside the checkout; without it a test is skipped, aloud."""
    if not SHARED_DATA.is_dir():
        pytest.skip("no shared/data beside this checkout: not tried on the real exports")
    return SHARED_DATA
