"""What every test stands on: a workspace of its own, and the real data in its place."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dashboard import clock
from dashboard.store.reading import open_histories

settings.register_profile("any machine", deadline=None)  # a busy one is no fault
settings.load_profile("any machine")

# Processes that tests start read what another one compiled, whatever a person's shell says.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A process of tests comes to hold a hundred thousand objects for good: to look through all of them
# as often as a program does that has just begun takes a twentieth of its time.
gc.set_threshold(200_000, 50, 50)

# Before any data, so that what is of today is of the newest data, on whatever day tests run.
os.environ[clock.NAME] = "2000-01-01"

SHARED_DATA = Path(__file__).resolve().parents[1] / "../shared/data"


def pytest_xdist_auto_num_workers() -> int:
    """One process more than the machine has cores: some always wait for a browser or a disk."""
    return 1 + (os.cpu_count() or 1)


@pytest.hookimpl(trylast=True)  # the tests in a browser are marked by then
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come first, so that none of them is what everybody waits for at the end;
    and at first they are all of one process, which needs one browser and each server once."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test reads or writes the workspace of the person who runs it.

    The histories that it opened are let go with it: a process of tests would come to hold a
    thousand of them, each with threads and memory of its own.
    """
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "default-home"))
    yield
    for home, store in list(open_histories.opened):
        if home.path.is_relative_to(tmp_path):
            del open_histories.opened[home, store]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real exports beside the checkout; without it a test is skipped, aloud."""
    if not SHARED_DATA.is_dir():
        pytest.skip("no shared/data beside this checkout: not tried on the real exports")
    return SHARED_DATA
