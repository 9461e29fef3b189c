"""What show prints is what the pages show."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from tests.app_pages.opening import open_page
from tests.cli.conftest import Run, forty_days
from tests.workspaces import import_runs


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
                "conflicting": 0,
                "rejected": 0,
                "notices": [],
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


def test_filters_carry_the_names_of_the_links(loaded: Run) -> None:

    def runs(*words: str) -> int:
        return int(loaded.json("show", "trends", *words)["runs"])

    assert runs("--worker", "Ann") == 2
    assert runs("--not-worker", "Ann") == 1
    assert runs("--worker", "Ann", "--worker", "Bob", "--outcome", "failed") == 1
    assert runs("--since", "2026-11-11", "--until", "2026-11-11") == 1
    assert runs("--week", "2026-W46", "--model", "n", "--latest-only") == 1
    assert runs("--outcome", "bad") == runs("--cause", "time-out") == 0, "our own words"
    loaded("show", "trends", "--outcome", "bad")
    assert loaded.out.splitlines()[0] == "Runs: 0, workers: 0"
    assert loaded("show", "trends", "--since", "lately") == 2
    assert "2026-11-16" in loaded.err


def test_a_rate_that_is_withheld_says_why(loaded: Run) -> None:
    found = loaded.json("show", "trends")
    assert (found["success_rate_withheld"], found["failure_rate"]) == (None, 1 / 3)
    for words, why in [
        (("--outcome", "failed"), "these runs are chosen by how they ended"),
        (("--not-status", "failed"), "these runs are chosen by how they ended"),
        (("--since", "2027-01-01"), "no run has finished"),
    ]:
        found = loaded.json("show", "trends", *words)
        assert (found["success_rate"], found["success_rate_withheld"]) == (None, why)
        assert (found["failure_rate"], found["failure_interval"]) == (None, None)
        loaded("show", "trends", *words)
        assert f"Completed: no rate, because {why}" in loaded.out
    (ann,) = loaded.json("show", "workers", "--outcome", "failed")
    assert ann["success_rate_withheld"] == "these runs are chosen by how they ended"
    loaded("show", "workers", "--outcome", "failed")
    assert "– (these runs are chosen by how they ended)" in loaded.out


@pytest.mark.parametrize(("judged_from", "told"), [(0, True), (1, False), (7, False)])
def test_weeks_of_which_scores_cover_one_more_are_not_held_against_each_other(
    worker_runs: Run, tmp_path: Path, judged_from: int, told: bool
) -> None:
    """Two weeks of ten runs a day, judged from one day on, of which one in ten was bad."""
    runs = [
        {
            "run_id": f"{day}-{n}", "status": "completed",
            "created_at": f"2026-11-{2 + day:02}T{n:02}:00:00Z",
            "quality": None if day < judged_from else "good" if n else "bad",
        }
        for day in range(14) for n in range(24 if day == 13 else 10)
    ]  # fmt: skip
    path = tmp_path / "runs.json"
    path.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", path) == 0
    before = worker_runs.json("show", "trends", "--since", "2026-11-09")["before"]
    assert (before["difference"] is not None) is told
    assert (before["difference_withheld"] is None) is told
    assert worker_runs("show", "trends", "--since", "2026-11-09") == 0
    assert ("No difference to the time before is told" in worker_runs.out) is not told


def test_an_unknown_run_is_said(loaded: Run) -> None:
    assert loaded("show", "run", "17") == 2
    assert "17" in loaded.err
    assert loaded("show", "run") == 2


def test_show_causes(failing: Run) -> None:
    found = failing.json("show", "causes")
    assert {cause["label"]: cause["runs"] for cause in found} == {
        "Timed out": 2,
        "Month … is closed": 4,
    }
    slow = next(cause for cause in found if cause["cause"] == "time-out")
    assert slow["rule"] == "time-out" and slow["origin"] == "platform"
    assert slow["workers"] == 1 and slow["tasks"] == 2 and slow["unresolved_tasks"] == 2
    assert slow["state"] == "history too short" and slow["expected"] is None
    assert slow["example_run"] in ("0", "1")
    assert slow["first_seen"] == "2026-11-10T09:00:00Z"
    assert failing("show", "causes") == 0 and "6 runs failed for 2 causes." in failing.out
    assert failing.json("show", "trends", "--cause", "time-out")["runs"] == 2
    assert failing.json("show", "run", "0")["cause"]["cause"] == "time-out"
    assert failing.json("show", "run", "ok")["cause"] is None


def test_show_compare_and_twin(failing: Run) -> None:
    found = failing.json("show", "compare")
    assert (found["a"]["n"], found["b"]["n"]) == (1, 6)
    assert found["tested"] == len(found["differences"]) + len(found["not_distinguishable"])
    assert failing("show", "compare", "--a", "worker=Ann", "--b", "outcome=bad") == 0
    assert "nothing to compare" in failing.out
    for a, said in (("outcome=failed", "failed runs (6)"), ("", "runs (6)")):
        words = ("--a", a, "--b", "outcome=failed", "--outcome", "failed")
        assert failing("show", "compare", *words) == 0
        assert f"All {said} are in both sets" in failing.out
    assert found["rates"]["success_rate_withheld"] == "these runs are chosen by how they ended"
    twin = failing.json("show", "twin", "0")
    assert set(twin) >= {"run", "twin", "distance", "differences"}
    assert twin["twin"] == "ok" or twin["reason"]


@pytest.mark.parametrize(
    ("other", "listed"),
    [
        ({}, []),
        ({"task_id": "2"}, []),
        ({"task_id": "2", "task_title": "Remind Acme", "record_title": "Invoice 7"},
         ["record_title", "task_title"]),
    ],
)  # fmt: skip
def test_command_document_and_page_list_the_same_differences_of_twins(
    worker_runs: Run,
    other: dict[str, str],
    listed: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKER_RUNS_HOME", str(worker_runs.home))
    mine = {"run_id": "f", "status": "failed", "worker": "A", "task_id": "1",
            "task_title": "Pay the salaries", "record_title": "Payroll May"}  # fmt: skip
    import_runs(worker_runs.home, mine, mine | {"run_id": "s", "status": "completed"} | other)
    found = worker_runs.json("show", "twin", "f")
    assert (found["twin"], [one["attribute"] for one in found["differences"]]) == ("s", listed)
    assert worker_runs("show", "twin", "f") == 0
    said = f"{len(listed)} difference{'s' * (len(listed) > 1)}" if listed else "no difference but"
    assert said in worker_runs.out and all(name in worker_runs.out for name in listed)
    assert said in open_page(worker_runs.home, "compare", run="f").title[0].value


def test_a_cause_is_called_by_its_name_wherever_a_set_is_named(failing: Run) -> None:
    other = next(
        cause["cause"]
        for cause in failing.json("show", "causes")
        if cause["label"] == "Month … is closed"
    )
    for cause, said in (
        ("time-out", "2 runs with cause “Timed out”"),
        ("Timed out", "2 runs with cause “Timed out”"),
        (other, "4 runs with cause “Month … is closed”"),
    ):
        assert failing("show", "compare", "--a", "outcome=succeeded", "--b", f"cause={cause}") == 0
        assert said in failing.out and other not in failing.out
    failing("mark", "time-out", "--name", "Slow Model *x*")
    failing("mark", other, "--name", "Books")
    for a, b, said in (
        ("outcome=succeeded", "cause=time-out", "2 runs with cause “Slow Model *x*”"),
        ("not-cause=time-out", "cause=time-out", "5 runs without cause “Slow Model *x*”"),
        (f"cause={other}", "outcome=succeeded", "4 runs with cause “Books”"),
        ("outcome=succeeded", "cause=rate-limit", "no runs with cause “Rate limit"),
    ):
        assert failing("show", "compare", "--a", a, "--b", b) == 0
        assert said in failing.out and "time-out" not in failing.out and other not in failing.out


def test_show_compare_begins_with_the_rates(changed: Run) -> None:
    sets = ("--a", "version=v1", "--b", "version=v2")
    rates = changed.json("show", "compare", *sets)["rates"]
    assert (rates["a"]["rate"], rates["a"]["n"], rates["b"]["rate"]) == (0.9, 200, 0.6)
    assert rates["difference"] == pytest.approx(0.3)
    assert rates["interval"][0] > 0.2 and not rates["completed_only"]
    assert changed("show", "compare", *sets) == 0
    first, second, *_ = changed.out.replace("\u00a0", " ").splitlines()
    assert first == (
        "90.0 % of 200 finished runs with version v1 completed, "
        "60.0 % of 200 finished runs with version v2."
    )
    assert second.startswith("Runs with version v1 completed more often, by 30.0 points (95 %: ")


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
    for ending in ("--outcome", "--not-status"):
        (same,) = changed.json("show", "changes", ending, "failed")
        assert same | {"filters_left_out": None} == found, "of runs of any ending"


def test_two_edits_at_once_are_told_from_the_first_value_to_the_last(
    worker_runs: Run, tmp_path: Path
) -> None:
    path = tmp_path / "twice.json"
    made = [run | {"instructions_version": None} for run in forty_days("Ann")]
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


def test_show_workers_says_who_got_worse_in_the_reviewed_week(changed: Run) -> None:
    (found,) = changed.json("show", "workers", "--until", "2026-09-23")
    assert found["verdict"] == "few runs" or found["expected_failures"] is not None
    assert set(found) >= {"expected_failures", "excess_failures", "verdict", "reviewed"}


def test_what_can_t_be_seen_is_made_visible(worker_runs: Run, tmp_path: Path) -> None:
    name, extra = "A\x1b[2J\u202enn", "x\x9b2J\u2066"
    run = {"run_id": "1\u200b", "worker": name, "status": "failed", "note": extra}
    path = tmp_path / "runs.json"
    path.write_text(json.dumps({"runs": [run | {"created_at": "2026-11-10T09:00:00Z"}]}))
    assert worker_runs("load", "--explain", path) == 0 and "A␛[2J⟨U+202E⟩nn" in worker_runs.out
    worker_runs("load", path)
    assert worker_runs("show", "workers") == 0 and "A␛[2J⟨U+202E⟩nn" in worker_runs.out
    assert worker_runs("show", "run", "1\u200b") == 0
    assert "x⟨U+009B⟩2J⟨U+2066⟩" in worker_runs.out and "1⟨U+200B⟩" in worker_runs.out
    assert not any(
        character in worker_runs.out for character in (*name[1:2], *name[5:6], *extra[1:2])
    )
    assert worker_runs.json("show", "run", "1\u200b")["worker"] == name, "JSON holds it as it is"
    assert worker_runs("show", "run", "2\u202e") == 2 and "2⟨U+202E⟩" in worker_runs.err
    assert worker_runs("record", name, "model", "--when", "2026-11-10") == 0
    assert "A␛[2J⟨U+202E⟩nn, model" in worker_runs.err


@pytest.mark.parametrize("what", ["trends", "workers", "causes", "changes", "compare"])
def test_what_no_run_has_is_refused(failing: Run, what: str) -> None:
    for words in (("--worker", "Nobody"), ("--worker", "Ann", "--not-worker", "Nobody")):
        assert failing("show", what, *words) == 2
        assert "No run has the worker “Nobody”.\n`worker-runs show workers`" in failing.err
        assert not failing.out
    assert failing("show", what, "--model", "x", "--json") == 2
    assert "No run has the model “x”.\nCorrect the filter" in failing.err


ORDERS = {
    "a retry that kept its time": ["a 9 ok -", "b 9 failed a"],
    "a retry with an earlier time": ["a 12 failed -", "b 8 ok a"],
    "a retry of a retry, the clocks turned": ["a 12 failed -", "b 11 failed a", "c 10 ok b"],
    "a chain at one time": ["z 9 ok -", "y 9 ok z", "x 9 failed y"],
    "two retries of one run": ["z 9 failed -", "b 8 ok z", "c 7 failed z"],
    "another run in between": ["a 12 failed -", "b 8 ok a", "c 10 failed -"],
    "another run afterwards": ["a 12 failed -", "b 8 ok a", "c 13 failed -"],
    "two at one time": ["a 9 ok -", "b 9 failed -"],
    "a circle": ["a 9 failed b", "b 8 ok a"],
}


@pytest.mark.parametrize("runs", ORDERS.values(), ids=ORDERS.keys())
def test_tasks_and_trends_agree_which_run_of_a_task_is_its_newest(
    worker_runs: Run, tmp_path: Path, runs: list[str]
) -> None:
    rows = ["run_id,status,created_at,retry_of,task_id,worker"]
    for name, hour, ended, first in (line.replace("ok", "completed").split() for line in runs):
        rows.append(f"{name},{ended},2026-11-02T{int(hour):02}:00:00Z,{first.strip('-')},U,A")
    path = tmp_path / "tries.csv"
    path.write_text("\n".join(rows))
    assert worker_runs("load", path) == 0, worker_runs.err
    (task,) = worker_runs.json("show", "tasks")
    tries = worker_runs.json("show", "run", runs[0][0])["task_runs"]
    newest = next((run["run_id"] for run in tries if run["is_latest"]), None)
    assert task["newest_run"] == newest
    failed = {None: None, "failed": 1, "succeeded": 0}[task["last_outcome"]]
    assert worker_runs.json("show", "trends")["unresolved_failed_tasks"] == failed
    assert newest in (None, tries[-1]["run_id"])


UNNAMED = {
    "a retry": (["a 9 failed -", "b 10 ok a"], [("a", "b", 2)], 0),
    "a retry that failed": (["a 9 failed -", "b 10 failed a", "c 9 failed -"], [("a", "b", 2)], 1),
    "two groups": (["a 9 failed -", "b 10 failed a", "c 9 ok -", "d 10 ok c"],
                   [("a", "b", 2), ("c", "d", 2)], 1),
    "none": (["a 9 failed -", "b 10 ok -"], [], None),
    "a circle": (["a 9 failed b", "b 10 ok a"], [], None),
}  # fmt: skip
"""Runs that name no task: the tasks that retries make of them, and how many are still failed."""


@pytest.mark.parametrize(("runs", "tasks", "failed"), UNNAMED.values(), ids=UNNAMED)
def test_a_run_with_its_retries_is_a_task_in_all_commands(
    worker_runs: Run, runs: list[str], tasks: list[tuple[str, str, int]], failed: int | None
) -> None:
    rows = ["run_id,status,created_at,retry_of,record_id,worker"]
    for name, hour, ended, first in (line.replace("ok", "completed").split() for line in runs):
        rows.append(f"{name},{ended},2026-11-02T{int(hour):02}:00:00Z,{first.strip('-')},R,A")
    (worker_runs.home.parent / "tries.csv").write_text("\n".join(rows))
    assert worker_runs("load", worker_runs.home.parent / "tries.csv") == 0
    found = worker_runs.json("show", "tasks")
    assert [(task["first_run"], task["newest_run"], task["runs"]) for task in found] == tasks
    assert worker_runs.json("show", "trends")["unresolved_failed_tasks"] == failed
    worker_runs("show", "trends")
    of = f"of {len(tasks)} task{'s' if len(tasks) > 1 else ''}\n"
    assert (f"Tasks still failed: {failed} {of}" in worker_runs.out) == bool(tasks)
    worker_runs("show", "tasks")
    assert ("No run names a task, and none was tried again." in worker_runs.out) != bool(tasks)


def test_tasks_are_listed_never_solved_first(failing: Run) -> None:
    rows = failing.json("show", "tasks")
    assert rows and [row["solved"] > 0 for row in rows] == sorted(row["solved"] > 0 for row in rows)
    assert failing("show", "tasks") == 0
    assert failing.out.startswith(f"{len(rows)} task")


def test_bad_runs_are_told_with_their_reasons(worker_runs: Run, tmp_path: Path) -> None:
    reasons = ("Amount 17 is wrong", "Amount 18 is wrong", "Too harsh", None)
    runs = [{"quality": "bad", "quality_reason": reason} for reason in reasons]
    runs += [{"quality": "good", "error_message": "Slow"}, {"quality": "good"}]
    for n, row in enumerate(runs):
        row |= {"run_id": f"r{n}", "status": "completed", "created_at": "2026-11-16T09:00:00Z"}
        row["model"] = "m x" if n == 5 else "m"
    path = tmp_path / "runs.json"
    path.write_text(json.dumps({"runs": runs}))
    assert worker_runs("load", path) == 0
    found = worker_runs.json("show", "bad")
    assert (found["bad"], found["finished"], found["without_reason"]) == (4, 6, 1)
    assert found["completed_with_error"] == 1
    assert found["reasons"] == [
        {"reason": "Amount … is wrong", "runs": 2, "newest_run": "r1"},
        {"reason": "Too harsh", "runs": 1, "newest_run": "r2"},
    ]
    runs[0]["created_at"] = "2026-11-16T10:00:00Z"
    path.write_text(json.dumps({"runs": runs, "as_of": "2026-11-17T00:00:00Z"}))
    assert worker_runs("load", path) == 0
    assert worker_runs.json("show", "bad")["reasons"][0]["newest_run"] == "r0"
    assert worker_runs("show", "bad") == 0
    assert "4 of 6 judged runs were bad; they are in no cause." in worker_runs.out
    assert "For 1 of them the export gives no reason." in worker_runs.out
    assert "1 run completed and yet carries an error; it is in no cause." in worker_runs.out
    assert "Amount … is wrong  2" in worker_runs.out
    assert worker_runs("show", "causes") == 0 and "worker-runs show bad" in worker_runs.out
    narrowed = ("--week", "2026-W47", "--not-model", "m x", "--latest-only")
    assert worker_runs("show", "causes", *narrowed) == 0
    advised = next(line for line in worker_runs.out.splitlines() if "show bad" in line)
    kept = shlex.split(advised)[-4:]
    assert kept == ["--not-model=m x", "--since=2026-11-16", "--until=2026-11-22", "--latest-only"]
    assert worker_runs("show", "bad", *kept) == 0 and "judged runs were bad" in worker_runs.out
    assert isinstance(worker_runs.json("show", "causes"), list)


def test_a_run_tells_its_cause_by_the_name_that_a_person_gave_it(failing: Run) -> None:
    failing("mark", "time-out", "--name", "Slow database")
    assert failing("show", "run", "0") == 0
    told = failing.out.split("failed\n", 1)[1].splitlines()
    assert told[0] == "  cause: Slow database (time-out), origin: platform"


def test_a_cause_is_known_by_any_of_its_names(failing: Run) -> None:
    failing("mark", "time-out", "--name", "Slow")
    month = next(cause for cause in failing.json("show", "causes") if cause["rule"] is None)[
        "cause"
    ]
    failing("mark", month, "--into", "time-out")
    for name in ("time-out", "Slow", month, "rate-limit"):
        assert failing("show", "trends", "--cause", name) == 0, name
    assert failing("mark") == 0
    assert "Slow (time-out)" in failing.out


def test_the_document_of_an_edit_tells_its_findings_as_they_were(
    worker_runs: Run, tmp_path: Path
) -> None:
    runs = forty_days("Ann")
    for run in runs:
        run["tool_categories"] = "docs" if run["created_at"] < "2026-09-30" else "docs; scheduling"
        run["instructions_id"] = run["instructions_version"]
    texts = {"v1": "Read the task.", "v2": "Read the task. Book a meeting."}
    side = [{"instructions_id": name, "instructions_text": text} for name, text in texts.items()]
    path = tmp_path / "runs.json"
    path.write_text(json.dumps({"runs": runs, "instructions": side}))
    assert worker_runs("load", path) == 0
    found = {tuple(change["what"]): change for change in worker_runs.json("show", "changes")}
    assert found[("instructions",)]["lint"] == [
        {"kind": "tool category", "subject": "scheduling", "words": "Book a meeting.",
         "against": "docs"},
    ]  # fmt: skip
    assert worker_runs("show", "changes") == 0 and "Book a meeting" not in worker_runs.out


def test_a_change_is_told_with_what_it_asked_for_in_vain(worker_runs: Run, tmp_path: Path) -> None:
    runs = [run | {"tool_categories": "docs"} for run in forty_days("Ann")]
    late = [run for run in runs if run["instructions_version"] == "v2"]
    for run in runs:
        run["instructions_id"] = run["instructions_version"]
        run |= {"status": "completed", "error_message": None}
    for run in late[-3:]:
        run |= {"status": "failed", "error_message": "Tool scheduling is not enabled"}
    texts = {"v1": "Read the task.", "v2": "Read the task. Book a meeting."}
    side = [{"instructions_id": name, "instructions_text": text} for name, text in texts.items()]
    path = tmp_path / "runs.json"
    path.write_text(json.dumps({"runs": runs, "instructions": side}))
    assert worker_runs("load", path) == 0
    (change,) = worker_runs.json("show", "changes")
    assert change["lacks"] == [
        {"how": "added", "kind": "tool category", "subject": "scheduling",
         "words": "Book a meeting.", "against": "docs", "sentences": 1, "failed_before": 0,
         "failed_after": 3, "error": "Tool scheduling is not enabled", "so_now": True},
    ]  # fmt: skip
    assert worker_runs("show", "changes") in (0, 1)
    assert (
        "\n    v2 added “Book a meeting.” Scheduling is not among its tools; 3 of "
        f"{change['n_after']} runs failed for that after this change, none of "
        f"{change['n_before']} before. Smallest change: allow scheduling or drop that sentence.\n"
    ) in worker_runs.out


def test_how_far_a_rate_of_a_few_runs_moved_is_not_told(worker_runs: Run, tmp_path: Path) -> None:
    rows = [f"{n},{'failed' if n % 2 else 'completed'},2026-11-{5 + n:02}T09:00:00Z,A"
            for n in range(8)]  # fmt: skip
    path = tmp_path / "few.csv"
    path.write_text("\n".join(["run_id,status,created_at,worker", *rows]))
    assert worker_runs("load", path) == 0, worker_runs.err
    assert worker_runs("show", "trends", "--since", "2026-11-09", "--until", "2026-11-12") == 0
    assert (
        "Compared with the 4 days before, 5–8 Nov 2026: 2 of 4; "
        "too few runs to say how far it moved\n" in worker_runs.out
    )
    assert "points" not in worker_runs.out
    days = ("--since", "2026-11-09", "--until", "2026-11-10", "--compare-with")
    found = worker_runs.json("show", "trends", *days, "2026-11-05..2026-11-08")
    assert (found["before"]["runs"], found["before"]["as_long"]) == (4, False)
    assert found["before"]["since"] == "2026-11-05T00:00:00Z"
    found = worker_runs.json("show", "trends", *days, "4-weeks-before")
    assert found["before"] is None
    assert found["not_compared"] == "no export covers the other time"
    assert worker_runs("show", "trends", *days, "2026-11-10..2026-11-11") == 0
    assert "Not compared with 10–11 Nov 2026: the two have days in common." in worker_runs.out
    assert worker_runs("show", "trends", *days, "last week") == 2
    assert "“last week” is no time to compare with; write one of previous" in worker_runs.err


STRAY = {
    "nobody's retry": (["a1,failed,t1,", "a2,failed,,nobody"], "1 failed run has no task and is"),
    "each other in a circle": (
        ["a1,failed,t1,", "b,failed,,c", "c,failed,,b"], "2 failed runs have no task and are"),
    "itself": (["a1,failed,t1,", "b,failed,,b"], "1 failed run has no task and is"),
    "no task, no retry": (["a1,failed,t1,", "b,failed,,"], "1 failed run has no task and is"),
    "no list at all": (["b,failed,,c", "c,failed,,b"], "none was tried again. 2 failed runs have"),
    "one that did not fail": (["a1,failed,t1,", "b,completed,,nobody"], ""),
    "a retry of a task": (["a1,failed,t1,", "a2,failed,,a1"], ""),
    "a retry of a run": (["b,failed,,", "c,failed,,b"], ""),
    "a retry that leads into a circle": (
        ["b,failed,,c", "c,failed,,b", "d,failed,,b"], "1 failed run has no task and is"),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "said"), STRAY.values(), ids=STRAY)
def test_failed_runs_that_are_in_no_list_of_tasks_are_counted(
    worker_runs: Run, runs: list[str], said: str
) -> None:
    file = worker_runs.home.parent / "runs.csv"
    rows = "".join(f"{one},2026-11-10T09:00:00Z\n" for one in runs)
    file.write_text("run_id,status,task_id,retry_of,created_at\n" + rows)
    worker_runs("load", file)
    assert worker_runs("show", "tasks") == 0
    told = worker_runs.out.splitlines()[0]
    assert (said in told and "not listed." in told) if said else "not listed" not in told
    assert worker_runs("show", "tasks", "--status", "completed") == 0
    assert "not listed" not in worker_runs.out, "it holds to the filters"


def test_a_worker_is_named_by_id_or_name_and_says_what_to_look_at(changed: Run) -> None:
    found = changed.json("show", "worker", "Ann | *lead*")
    assert found["worker"] == "Ann | *lead*" and found["runs"] > 0 and not found["activated"]
    assert found["points"].keys() == {
        "runs", "tasks", "never_called", "customers", "failed_customers", "verdicts", "open",
        "decisions",
    }  # fmt: skip
    assert changed("show", "worker", found["worker_id"]) == 0
    assert "What its changes did: Worse since: " in changed.out
    assert changed("show", "worker") == 2 and "Which worker?" in changed.err
    assert changed("show", "worker", "nobody") == 2
