"""`worker-runs demo`, as the README says it, in a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.servers import command_server


def test_demo_loads_the_sample_serves_it_and_says_that_it_is_synthetic(
    tmp_path: Path, open_page: Visit
) -> None:
    command = [sys.executable, "-m", "dashboard.cli", "--home", str(tmp_path / "home")]
    server = command_server([*command, "demo", "--no-browser", "--port", "0"], tmp_path / "log")
    try:
        opened = open_page(server.url)
        heading = opened.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text("2 workers got worse and 2 causes are new")
        expect(opened.page.get_by_text("Synthetic sample data").first).to_be_visible()
        opened.assert_clean()
    finally:
        assert server.stop() == 0
    assert "Synthetic sample workspace: 8,928 rows read: 8,928 new" in server.log()


def test_demo_does_not_mix_with_the_persons_own_workspace(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if name != "WORKER_RUNS_HOME"}
    where = (
        "from dashboard import cli, launcher\n"
        "launcher.serve = lambda home, **options: print(home) or 0\n"
        "if __name__ == '__main__':\n"
        "    cli.main(['demo'])\n"
    )
    (tmp_path / "demo.py").write_text(where)  # of `-c` DuckDB thinks that a person types
    said = subprocess.run(
        [sys.executable, tmp_path / "demo.py"],
        env=own | {"XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert said.stdout.strip() == str(tmp_path / "worker-runs" / "demo")
