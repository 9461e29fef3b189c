"""The command, as a person or a pipeline calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli import main

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real run histories are not beside this checkout"
)

HEAD = "run_id,status,created_at,worker,task_id,model\n"
ROWS = [
    "1,completed,2026-11-10T09:00:00Z,Ann,t1,m\n",
    "2,failed,2026-11-11T09:00:00Z,Ann,t2,m\n",
    "3,completed,2026-11-12T09:00:00Z,Bob,t3,n\n",
]


class Run:
    """Calls the command in one workspace and keeps what it said."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self.capsys = home, capsys
        self.out = self.err = ""

    def __call__(self, *words: object) -> int:
        status = main(["--home", str(self.home), *map(str, words)])
        self.out, self.err = self.capsys.readouterr()
        assert "Traceback" not in self.err
        return status

    def json(self, *words: object) -> Any:
        assert self(*words, "--json") == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def worker_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path / "home", capsys)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "runs.csv"
    path.write_text(HEAD + "".join(ROWS))
    return path


def test_load_and_show(worker_runs: Run, export: Path) -> None:
    assert worker_runs.json("load", export) == {
        "files": [
            {
                "file": str(export),
                "format": "canonical export",
                "read": 3,
                "new": 3,
                "changed": 0,
                "unchanged": 0,
                "rejected": 0,
            }
        ],
        "generation": 1,
    }
    trends = worker_runs.json("show", "trends")
    assert (trends["runs"], trends["by_status"]["completed"], trends["failed"]) == (3, 2, 1)
    assert trends["success_rate"] == pytest.approx(2 / 3)
    assert trends["unresolved_failed_tasks"] == 1
    assert [bucket["start"] for bucket in trends["buckets"]] == [
        f"2026-11-{day}T00:00:00Z" for day in (10, 11, 12)
    ]
    assert [row["worker"] for row in worker_runs.json("show", "workers")] == ["Ann", "Bob"]
    run = worker_runs.json("show", "run", "2")
    assert (run["status"], run["created_at"]) == ("failed", "2026-11-11T09:00:00Z")


def test_filters_carry_the_names_of_the_links(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)

    def runs(*words: str) -> int:
        return int(worker_runs.json("show", "trends", *words)["runs"])

    assert runs("--worker", "Ann") == 2
    assert runs("--not-worker", "Ann") == 1
    assert runs("--worker", "Ann", "--worker", "Bob", "--outcome", "failed") == 1
    assert runs("--since", "2026-11-11", "--until", "2026-11-11") == 1
    assert runs("--week", "2026-W46", "--model", "n", "--latest-only") == 1
    assert worker_runs.json("show", "trends", "--worker", "Dora")["success_rate"] is None
    assert "No run has the worker “Dora”." in worker_runs.err
    assert worker_runs("show", "trends", "--since", "lately") == 2
    assert "2026-11-16" in worker_runs.err


def test_loading_again_changes_nothing(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    before = sorted(path.name for path in worker_runs.home.iterdir())
    again = worker_runs.json("load", export)
    assert again["generation"] == 1
    assert again["files"][0] | {"file": ""} == {
        "file": "", "format": "canonical export", "read": 3, "new": 0, "changed": 0, "unchanged": 3,
        "rejected": 0,
    }  # fmt: skip
    assert sorted(path.name for path in worker_runs.home.iterdir()) == before


def test_a_cut_last_line_imports_all_others_and_exits_1(worker_runs: Run, tmp_path: Path) -> None:
    lines = [
        json.dumps({"run_id": str(n), "status": "ok", "created_at": f"2026-11-1{n}T09:00:00Z"})
        for n in range(5)
    ]
    path = tmp_path / "runs.ndjson"
    path.write_text("\n".join(lines)[:-20])
    assert worker_runs("load", path) == 1
    assert "5 rows read: 4 new, 0 changed, 0 unchanged, 1 rejected" in worker_runs.err
    assert worker_runs("rejects", "1") == 1
    assert "runs.ndjson" in worker_runs.out and "  5  " in worker_runs.out
    assert worker_runs("load", path) == 1
    assert "4 unchanged, 1 rejected (worker-runs rejects 1)" in worker_runs.err


def test_a_missing_column_is_refused_with_what_was_found_and_what_is_needed(
    worker_runs: Run, export: Path
) -> None:
    assert worker_runs("load", export) == 0
    export.write_text(export.read_text().replace("created_at", "when"))
    assert worker_runs("load", export) == 2
    for word in ("created_at", "when", "run_id", "status", "runs.csv"):
        assert word in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3, "the prior data is kept"


def test_one_refused_file_does_not_stop_the_others(
    worker_runs: Run, export: Path, tmp_path: Path
) -> None:
    assert worker_runs("load", tmp_path / "nothing.csv", export) == 2
    assert "nothing.csv" in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3


def test_an_empty_workspace_says_what_to_do(worker_runs: Run) -> None:
    for words in (("show", "trends"), ("show", "run", "1"), ("imports",), ("rejects",)):
        assert worker_runs(*words) == 2
        assert "worker-runs load FILE" in worker_runs.err


def test_an_unknown_run_is_said(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    assert worker_runs("show", "run", "17") == 2
    assert "17" in worker_runs.err
    assert worker_runs("show", "run") == 2


def test_days_follow_the_zone_that_is_set(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    assert worker_runs("zone", "Pacific/Auckland") == 0
    assert worker_runs.out.strip() == "Pacific/Auckland"
    start = worker_runs.json("show", "trends")["buckets"][0]["start"]
    assert start == "2026-11-09T11:00:00Z"
    assert worker_runs("zone", "Berlin") == 2
    assert "IANA" in worker_runs.err


def test_the_run_list_asks_its_questions_once(worker_runs: Run) -> None:
    path = ROOT / "data" / "run-list.csv"
    assert worker_runs("load", path) == 2
    assert "--zone Europe/Berlin" in worker_runs.err and "--zone UTC" in worker_runs.err
    assert worker_runs("load", path, "--zone", "Europe/Berlin") == 0
    assert worker_runs("load", path) == 0, "the answer is remembered"
    trends = worker_runs.json("show", "trends")
    assert (trends["runs"], trends["unit"], trends["zone"]) == (400, "hour", "Europe/Berlin")


def test_the_sample_does_not_mix_with_real_runs(worker_runs: Run, export: Path) -> None:
    worker_runs("load", export)
    assert worker_runs("demo", "--no-browser") == 2
    assert "already holds other runs" in worker_runs.err
    assert worker_runs.json("show", "trends")["runs"] == 3


def test_explain_shows_how_a_file_is_read_and_imports_nothing(
    worker_runs: Run, export: Path
) -> None:
    assert worker_runs("load", "--explain", export) == 0
    for word in ("canonical", "run_id", "Ann", "2026-11-10"):
        assert word in worker_runs.out
    assert not worker_runs.home.exists()


@shared
def test_tau_bench_gives_its_published_figures(worker_runs: Run) -> None:
    path = SHARED / "tau-bench" / "gpt-4o-airline.json"
    assert worker_runs("load", path) == 0
    trends = worker_runs.json("show", "trends")
    assert trends["runs"] == trends["by_status"]["completed"] == 200
    assert (trends["bad"], trends["success_rate"]) == (116, pytest.approx(0.42))
    low, high = trends["success_interval"]
    assert low < 0.42 < high and trends["n_eff"] < 200, "four trials of a task are not four tasks"
    again = worker_runs.json("load", path)
    assert again["generation"] == 1 and again["files"][0]["unchanged"] == 200


MATRIX = """
digit-permutation Qwen/Qwen2.5-72B-Instruct .400 .960 .480
digit-permutation Qwen/Qwen2.5-Coder-32B-Instruct .000 .780 .660
digit-permutation Qwen/Qwen3-Coder-Next:novita .060 .980 .720
game24 Qwen/Qwen2.5-72B-Instruct .160 .040 .660
game24 Qwen/Qwen2.5-Coder-32B-Instruct .200 .060 .680
game24 Qwen/Qwen3-Coder-Next:novita .060 .400 .880
linear2 Qwen/Qwen2.5-72B-Instruct .360 1.000 .380
linear2 Qwen/Qwen2.5-Coder-32B-Instruct .140 .860 .320
linear2 Qwen/Qwen3-Coder-Next:novita .020 .940 .340
subset-sum Qwen/Qwen2.5-72B-Instruct .460 .400 .720
subset-sum Qwen/Qwen2.5-Coder-32B-Instruct .360 .800 .640
subset-sum Qwen/Qwen3-Coder-Next:novita .520 .940 .860
"""


@shared
def test_strategies_give_every_cell_of_the_published_matrix(worker_runs: Run) -> None:
    mapping = ROOT / "data" / "mappings" / "strategies.toml"
    path = SHARED / "strategies" / "runs.jsonl"
    assert worker_runs("load", "--map", mapping, path) == 0
    trends = worker_runs.json("show", "trends")
    assert (trends["runs"], trends["succeeded"], trends["failed"]) == (1929, 986, 943)
    cells = 0
    for line in MATRIX.strip().splitlines():
        task, model, *published = line.split()
        rows = worker_runs.json(
            "show", "workers", "--latest-only", "--model", model, "--record-type", f"{task}-demo"
        )
        found = {row["worker"]: (row["runs"], row["success_rate"]) for row in rows}
        names = ("baseline-single-path", "baseline-react", "tot-prototype")
        for name, rate in zip(names, published, strict=True):
            assert found[name] == (50, pytest.approx(float(rate)))
            cells += 1
    assert cells == 36
    assert worker_runs.json("load", "--map", mapping, path)["files"][0]["unchanged"] == 1929


def test_rows_rejected_beside_the_runs_are_counted_apart(worker_runs: Run, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "runs.csv").write_text("run_id,status,created_at\na,ok,2026-11-16T09:00:00Z\n")
    (folder / "changes.csv").write_text(
        "worker,changed_at,what\nAnn,2026-11-16T09:00:00Z,model\nAnn,,model\nAnn,soon,shoes\n"
    )
    assert worker_runs("load", folder) == 1
    counts = "1 rows read: 1 new, 0 changed, 0 unchanged, 2 rejected, 2 of them beside the runs"
    assert counts in worker_runs.err


FAILING = HEAD.replace("\n", ",error_message\n") + "".join(
    f"{n},failed,2026-11-{10 + n % 5}T09:00:00Z,Ann,t{n},m,{message}\n"
    for n, message in enumerate(
        ["Timed out after 3 s", "Timed out after 4 s", *(f"Month {n} is closed" for n in range(4))]
    )
)


@pytest.fixture
def failing(tmp_path: Path, worker_runs: Run) -> Run:
    path = tmp_path / "failing.csv"
    path.write_text(FAILING + "ok,completed,2026-11-12T09:00:00Z,Ann,t9,m,\n")
    assert worker_runs("load", path) == 0
    return worker_runs


def test_show_causes(failing: Run) -> None:
    found = failing.json("show", "causes")
    assert {it["label"]: it["runs"] for it in found} == {"Timed out": 2, "Month … is closed": 4}
    slow = next(it for it in found if it["cause"] == "time-out")
    assert slow["rule"] == "time-out" and slow["origin"] == "platform"
    assert slow["workers"] == 1 and slow["tasks"] == 2 and slow["unresolved_tasks"] == 2
    assert slow["state"] == "history too short" and slow["expected"] is None
    assert slow["example_run"] in ("0", "1")
    assert slow["first_seen"] == "2026-11-10T09:00:00Z"
    assert failing("show", "causes") == 0 and "6 runs failed for 2 reasons." in failing.out
    assert failing.json("show", "trends", "--cause", "time-out")["runs"] == 2
    assert failing.json("show", "run", "0")["cause"]["cause"] == "time-out"
    assert failing.json("show", "run", "ok")["cause"] is None


def test_mark_names_merges_splits_and_takes_back(failing: Run) -> None:
    assert failing("mark", "time-out", "--name", "Slow", "--origin", "context", "--who", "Ann") == 0
    assert "Recorded." in failing.err
    assert failing("mark", "Slow", "--name", "Slow") == 0 and "Nothing new" in failing.err
    found = {it["label"]: it for it in failing.json("show", "causes")}
    assert found["Slow"]["origin"] == "context" and found["Slow"]["named"]
    other = found["Month … is closed"]["cause"]
    assert failing("mark", other, "--split", "month 1", "--name", "January") == 0
    assert failing("mark", other, "--into", "time-out") == 0
    assert {it["label"]: it["runs"] for it in failing.json("show", "causes")} == {
        "Slow": 5, "January": 1,
    }  # fmt: skip
    marks = failing.json("mark")
    assert [it["kind"] for it in marks] == [
        "cause named", "cause origin", "cause split", "causes merged",
    ]  # fmt: skip
    assert failing("mark", "--undo", marks[-1]["number"]) == 0
    assert len(failing.json("show", "causes")) == 3
    assert failing("mark") == 0 and "taken back" in failing.out
    assert failing("mark", "time-out", "--fixed", "2026-11-11") == 0
    found = {it["cause"]: it for it in failing.json("show", "causes")}
    assert found["time-out"]["state"] == "came back"
    assert failing("mark", "time-out", "--fixed", "2026-11-12") == 0
    found = {it["cause"]: it for it in failing.json("show", "causes")}
    assert found["time-out"]["state"] == "history too short"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mark", "moon", "--name", "x"), "There is no cause “moon”."),
        (("mark", "time-out"), "What about this cause?"),
        (("mark", "time-out", "--fixed", "soon"), "is not a date"),
        (("mark", "--undo", "99"), "is no mark"),
        (("show", "compare", "--a", "colour=red"), "“colour” is no filter."),
        (("show", "compare", "--b", "since=yesterday"), "is not a date"),
        (("show", "twin"), "Which run?"),
        (("show", "twin", "nobody"), "No run has the id “nobody”."),
        (("rules", "/nowhere/rules.toml"), "can't be read"),
    ],
)
def test_what_can_not_be_done_is_said(failing: Run, words: tuple[str, ...], said: str) -> None:
    assert failing(*words) == 2
    assert said in failing.err


def test_rules_are_printed_edited_and_applied(failing: Run, tmp_path: Path) -> None:
    assert failing("rules") == 0
    mine = tmp_path / "mine.toml"
    mine.write_text(
        failing.out + '\n[[rule]]\nname = "closed"\nlabel = "Closed month"\n'
        'origin = "source record"\ntexts = ["is closed"]\nexamples = ["Month 7 is closed"]\n'
    )
    assert failing("rules", mine) == 0 and "4 failed runs moved" in failing.out
    assert {it["cause"] for it in failing.json("show", "causes")} == {"time-out", "closed"}
    mine.write_text(mine.read_text().replace('origin = "source record"', 'origin = "moon"'))
    assert failing("rules", mine) == 2
    assert f"{mine}, line" in failing.err and "origin" in failing.err
    assert {it["cause"] for it in failing.json("show", "causes")} == {"time-out", "closed"}


def test_show_compare_and_twin(failing: Run) -> None:
    found = failing.json("show", "compare")
    assert (found["a"]["n"], found["b"]["n"]) == (1, 6)
    assert found["tested"] == len(found["differences"]) + len(found["not_distinguishable"])
    assert failing("show", "compare", "--a", "worker=Ann", "--b", "worker=Nobody") == 0
    assert "No run has the worker “Nobody”." in failing.err
    assert "nothing to compare" in failing.out
    twin = failing.json("show", "twin", "0")
    assert set(twin) >= {"run", "twin", "distance", "differences"}
    assert twin["twin"] == "ok" or twin["reason"]


def forty_days(worker: str) -> list[dict[str, Any]]:
    """Forty days of one worker, ten runs a day; from day 20 on v2, and four in ten fail."""
    rows: list[dict[str, Any]] = [
        {
            "run_id": f"r{day}-{n}",
            "status": "failed" if n < (4 if day >= 20 else 1) else "completed",
            "created_at": f"2026-{9 + day // 30:02}-{1 + day % 30:02}T{9 + n // 5:02}:{n % 5}0:00Z",
            "worker": worker,
            "instructions_version": "v2" if day >= 20 else "v1",
        }
        for day in range(40)
        for n in range(10)
    ]
    for row in rows:
        if row["status"] == "failed":
            row["error_message"] = "Timed out after 30 s"
    return rows


@pytest.fixture
def changed(worker_runs: Run, tmp_path: Path) -> Run:
    path = tmp_path / "changed.json"
    path.write_text(json.dumps({"runs": forty_days("Ann | *lead*")}))
    assert worker_runs("load", path) == 0
    return worker_runs


def test_show_changes_says_what_the_page_says(changed: Run) -> None:
    (found,) = changed.json("show", "changes")
    assert set(found) >= {
        "worker", "changed_at", "what", "from", "to", "n_before", "n_after", "rate_before",
        "rate_after", "difference", "interval", "observed_difference", "display_interval",
        "verdict", "confounded_by", "mix_shift", "runs_still_needed",
    }  # fmt: skip
    assert (found["worker"], found["what"]) == ("Ann | *lead*", ["instructions"])
    assert (found["from"], found["to"], found["verdict"]) == ("v1", "v2", "regressed")
    assert (found["n_before"], found["n_after"]) == (200, 200)
    assert (found["rate_before"], found["rate_after"]) == (0.9, 0.6)
    assert found["observed_difference"] == pytest.approx(-0.3)
    assert found["interval"][0] < found["difference"] < found["interval"][1] < 0
    assert found["runs_still_needed"] == 0 and found["confounded_by"] == []
    assert changed("show", "changes") == 0
    assert "1 change: 1 regressed." in changed.out and "30.0 points fewer" in changed.out
    assert changed.json("show", "changes", "--until", "2026-09-10") == []


def test_two_edits_at_once_are_told_from_the_first_value_to_the_last(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "twice.json"
    made = [it | {"instructions_version": None} for it in forty_days("Ann")]
    edit = {"worker": "Ann", "what": "instructions"}
    path.write_text(
        json.dumps(
            {
                "runs": made,
                "changes": [
                    edit | {"changed_at": "2026-09-21T00:00:00Z", "old": "v1", "new": "v2"},
                    edit | {"changed_at": "2026-09-21T00:05:00Z", "old": "v2", "new": "v3"},
                ],
            }
        )
    )
    assert worker_runs("load", path) == 0
    (found,) = worker_runs.json("show", "changes")
    assert (found["from"], found["to"], len(found["changes"])) == ("v1", "v3", 2)


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
    assert "No run has the worker “Anne”." in changed.err and "Nothing was checked." in changed.err
    assert not changed.out


def test_a_change_is_recorded_listed_and_taken_back(changed: Run, tmp_path: Path) -> None:
    text = tmp_path / "new.txt"
    text.write_text("Answer as JSON.")
    words = (
        "record", "Ann | *lead*", "model", "--when", "2026-09-11T08:00", "--new", "large",
        "--fixes", "time-out", "--who", "Kim",
    )  # fmt: skip
    assert changed(*words) == 0 and "Recorded." in changed.err
    assert changed(*words) == 0 and "recorded before" in changed.err
    found = {tuple(it["what"]): it for it in changed.json("show", "changes")}
    assert found[("model",)]["should_fix"] == "time-out"
    assert found[("model",)]["changed_at"] == "2026-09-11T08:00:00Z"
    (entry,) = changed.json("mark")
    assert changed("mark", "--undo", entry["number"]) == 0
    assert len(changed.json("show", "changes")) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("record", "Nobody", "model", "--when", "2026-09-11"), "No worker has the id or name"),
        (("record", "Ann | *lead*", "model", "--when", "soon"), "is not a date"),
        (("record", "Ann | *lead*", "model", "--when", "2026-09-11", "--fixes", "moon"), "“moon”"),
        (
            ("record", "Ann | *lead*", "model", "--when", "2026-09-11", "--new-text", "/nowhere"),
            "can't be read",
        ),
    ],
)
def test_what_can_not_be_recorded_is_said(changed: Run, words: tuple[str, ...], said: str) -> None:
    assert changed(*words) == 2
    assert said in changed.err
    assert changed.json("mark") == []


def test_show_workers_says_who_got_worse_in_the_reviewed_week(changed: Run) -> None:
    (found,) = changed.json("show", "workers", "--until", "2026-09-23")
    assert found["verdict"] == "few runs" or found["expected_failures"] is not None
    assert set(found) >= {"expected_failures", "excess_failures", "verdict", "reviewed"}
