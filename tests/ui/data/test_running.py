"""A load that runs is told to every page, also to one that was loaded anew meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.store.workspace.home import Home
from dashboard.store.writing.staging import Progress
from dashboard.ui.data.jobs import Job, Stopped
from dashboard.ui.data.rounds import Loaded
from dashboard.ui.data.running import begun, running
from dashboard.words.trials import how_far
from tests.app_pages.opening import as_read, open_page
from tests.workspaces import import_runs


class Held:
    """A load that has read some rows and goes on when it is told to."""

    def __init__(self, home: Home, rows: int, total: int = 0) -> None:
        self.go_on, self._at = threading.Event(), threading.Event()
        self._rows = rows
        self.job = begun(home, Job("big.ndjson", self._work, total))
        assert self._at.wait(120)

    def _work(self, progress: Progress) -> Loaded:
        progress(self._rows)
        self._at.set()
        assert self.go_on.wait(120)
        progress(self._rows)
        return Loaded((), ())

    def end(self) -> None:
        self.go_on.set()
        self.job.wait(120)


def texts(page: AppTest) -> str:
    return " ".join(as_read(str(one.value)) for one in (*page.caption, *page.warning))


def test_a_page_that_is_opened_in_mid_load_tells_of_it_and_can_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_runs(home, {"run_id": "a"})
    held = Held(Home(home), 12_000)
    with monkeypatch.context() as early:  # the page as it is while it waits
        early.setattr(Job, "wait", lambda job, seconds: st.stop())
        page = open_page(home, "data")
        assert "A load is running: big.ndjson: 12,000 rows read" in texts(page)
        page.button(key="stop running").click().run()
    held.go_on.set()
    page = page.run()
    assert isinstance(held.job.failed, Stopped) and running(Home(home)) is None
    assert "A load is running" not in texts(page)


def test_a_page_follows_a_load_to_its_end_and_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_runs(home, {"run_id": "a"})
    held = Held(Home(home), 5)
    held.job.stop()
    wait = Job.wait

    def begin_to_wait(job: Job[Loaded], seconds: float) -> None:
        held.go_on.set()
        wait(job, seconds)

    monkeypatch.setattr(Job, "wait", begin_to_wait)
    page = open_page(home, "data")
    assert "Stopped." in texts(page) and "A load is running" not in texts(page)


def test_loads_of_other_workspaces_are_not_told(tmp_path: Path) -> None:
    held = Held(Home(tmp_path / "a"), 1)
    try:
        assert running(Home(tmp_path / "a")) is held.job
        assert running(Home(tmp_path / "b")) is None
    finally:
        held.end()


def test_while_a_file_is_unpacked_it_is_told_how_long_that_takes() -> None:
    assert how_far(0, 0, 0) == " …"
    assert how_far(0, 79_017, 12) == ": no row read yet, 12 s"
    assert how_far(12_000, 79_017, 12) == ": 12,000 of 79,017 rows"
    assert how_far(1, 0, 12) == ": 1 row read"
