"""Pages whose questions are answered by ClickHouse say what they say of the workspace itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.store.reading import open_histories
from tests.app_pages.opening import open_page, texts
from tests.workspaces import import_run_list


def test_a_page_publishes_what_is_not_published_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = import_run_list(tmp_path / "home")
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    here = texts(open_page(home, "trends", period="all"))
    monkeypatch.setenv("WORKER_RUNS_STORE", "chdb://memory")
    page = open_page(home, "trends", period="all")
    assert not page.exception and not page.error
    assert texts(page) == here and any("40" in text for text in here)
    assert {store is None for _, store in open_histories.opened} == {True, False}
