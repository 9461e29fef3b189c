"""check, as a pipeline calls it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run, forty_days


def test_check_fails_while_a_regression_stands(changed: Run, tmp_path: Path) -> None:
    assert changed("check") == 1
    assert "### 1 regression standing" in changed.out
    lines = [line for line in changed.out.splitlines() if "regressed" in line]
    assert len(lines) == 1 and "v1 → v2" in lines[0] and "90.0 % of 200 before" in lines[0]
    assert "Ann \\| \\*lead\\*" in lines[0], "no text of the export is Markdown"
    assert changed("check", "--json") == 1
    assert len(json.loads(changed.out)["regressions"]) == 1
    assert changed("check", "--worker", "Ann | *lead*", "--until", "2026-09-10") == 0
    assert "### No regression stands" in changed.out


def test_nothing_of_the_export_is_live_where_the_summary_is_posted(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "changed.json"
    name = "https://a.example www.a.example @all :tada: #1 !2 $x$ a@b.example <b>"
    path.write_text(json.dumps({"runs": forty_days(name)}))
    assert worker_runs("load", path) == 0 and worker_runs("check") == 1
    [line] = [line for line in worker_runs.out.splitlines() if "regressed" in line]
    for live in ("https://", "www.a", "@all", "@b", ":tada", "#1", "!2", "$"):
        assert live not in line.replace("\\", ""), live
    assert "\\<b\\>" in line and "https" in line and "all" in line and "tada" in line


def test_check_fails_on_a_name_that_no_run_has(changed: Run) -> None:
    assert changed("check", "--worker", "Anne") == 2
    assert "No run has the worker “Anne”." in changed.err
    assert not changed.out
