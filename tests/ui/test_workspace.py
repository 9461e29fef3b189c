"""What every page stands on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dashboard.ui import run_table
from tests.app_pages.opening import open_page, texts
from tests.workspaces import import_runs


def test_a_page_is_wholly_of_before_a_load_or_wholly_of_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_runs(home, {"run_id": "first"})
    newest = run_table.newest

    def loaded_meanwhile(*asked: Any) -> Any:
        import_runs(home, {"run_id": "second"}, name="more.json")
        return newest(*asked)

    monkeypatch.setattr(run_table, "newest", loaded_meanwhile)
    app = open_page(home, "trends")  # the headline is drawn before the list of runs
    assert "first" in texts(app) and "second" not in texts(app)
    assert any(text.startswith("1 run") for text in texts(app))
    app.run()
    assert {"first", "second"} <= set(texts(app))
    assert any(text.startswith("2 runs") for text in texts(app))
