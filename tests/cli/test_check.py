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
    assert "### No regression stands among these changes\n" in changed.out


def test_changes_of_one_day_that_are_named_alike_say_the_time(changed: Run) -> None:
    for hour in ("09:30", "11:30"):
        changed("record", "Ann | *lead*", "tools", "--when", f"2026-09-11T{hour}")
    for words in (("check",), ("show", "changes")):
        changed(*words)
        assert changed.out.count("tool categories, 11 Sep 2026, 09:30") == 1
        assert changed.out.count("tool categories, 11 Sep 2026, 11:30") == 1
        assert "v1 → v2, 21 Sep 2026:" in changed.out, "no time where the day tells them apart"


def test_check_says_what_it_looked_at(changed: Run) -> None:
    def line(*words: str) -> str:
        changed("check", *words)
        return str(changed.out.splitlines()[2])

    to = "data to 10 Oct 2026, 10:40 UTC"
    assert line() == f"1 change of 1 worker; all {to}."
    assert line("--week", "2026-W39") == (f"1 change of 1 worker, made 21–27 Sep 2026; all {to}.")
    assert line("--worker", "Ann | *lead*", "--outcome", "failed") == (
        f"1 change of 1 worker; {to}; runs: Worker is Ann \\| \\*lead\\*. "
        "Changes are judged by runs however they ended, without the filter “Outcome is ✕ failed”."
    )
    changed("check", "--json", "--until", "2026-09-10", "--not-version", "v2")
    assert json.loads(changed.out)["looked_at"] == {
        "changes": 0,
        "shifts": 0,
        "workers": 1,
        "since": None,
        "until": "2026-09-11T00:00:00Z",
        "data_until": "2026-10-10T10:40:00Z",
        "filters": {"not-version": ["v2"]},
        "filters_left_out": None,
    }


def test_nothing_of_the_export_is_live_where_the_summary_is_posted(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "changed.json"
    name = "https://a.example www.a.example @all :tada: 9:100: #1 !2 $x$ a@b.example <b>"
    path.write_text(json.dumps({"runs": forty_days(name)}))
    assert worker_runs("load", path) == 0 and worker_runs("check") == 1
    [line] = [line for line in worker_runs.out.splitlines() if "regressed" in line]
    for live in ("https://", "www.a", "@all", "@b", ":tada", ":100", "#1", "!2", "$"):
        assert live not in line.replace("\\", ""), live
    assert "\\<b\\>" in line and "https" in line and "all" in line and "tada" in line


def test_long_names_leave_room_for_the_numbers(worker_runs: Run, tmp_path: Path) -> None:
    path = tmp_path / "changed.json"
    sources = [f"a source with a long name, number {n}" for n in range(30)]
    made = [
        run | {"instructions_version": None, "context_sources": kept}
        for run in forty_days("Ann " * 100)
        for kept in [sources[:1] if run["instructions_version"] == "v1" else sources]
    ]
    path.write_text(json.dumps({"runs": made}))
    assert worker_runs("load", path) == 0 and worker_runs("check") == 1
    [line] = [line for line in worker_runs.out.splitlines() if "regressed" in line]
    assert "and 25 more" in line and "90.0 % of 200 before: 30.0" in line
    assert line.endswith("points.**")


def test_check_fails_on_a_name_that_no_run_has(changed: Run) -> None:
    assert changed("check", "--worker", "Anne") == 2
    assert "No run has the worker “Anne”." in changed.err
    assert not changed.out


def test_check_says_in_which_week_a_worker_got_worse(worker_runs: Run, tmp_path: Path) -> None:
    rows = ["run_id,status,created_at,worker"]
    for day in range(12, 47):  # five weeks from Monday, 12 Oct; most runs of the last fail
        date = f"2026-10-{day:02}" if day < 32 else f"2026-11-{day - 31:02}"
        often = 2 if day >= 40 else 6
        rows += [
            f"{day}-{n},{('completed', 'failed')[n % often == 0]},{date}T{8 + n:02}:00:00Z,Ann"
            for n in range(8)
        ]
    path = tmp_path / "runs.csv"
    path.write_text("\n".join([*rows, "now,running,2026-11-16T09:00:00Z,Ann"]))
    assert worker_runs("load", path) == 0
    worker_runs("check")
    assert "Worse last week: Ann (28 failed, usually 14)." in worker_runs.out
