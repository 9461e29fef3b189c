"""Every test of a page has a workspace of its own, which the pages read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import import_sample


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the workspace; nothing is loaded into it yet."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="session")
def _loaded_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_sample(tmp_path_factory.mktemp("sample") / "home")


@pytest.fixture
def sample(_loaded_sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample workspace, loaded once; tests only read it."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(_loaded_sample))
    return _loaded_sample
