"""Builds, pipelines and jobs of the systems that run them: each is told by its columns, and ends as
it says, not as a word beside it does that only says that it ended or that nothing failed yet."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import Read, read, written

AT, END = "2026-10-11T09:00:00Z", "2026-10-11T09:01:00Z"
MS, END_MS = 1_791_709_200_000, 1_791_709_260_000
Row = dict[str, Any]


def gitlab(status: str) -> Row:
    return {"id": status, "iid": 1, "project_id": 7, "name": "Nightly", "ref": "main", "sha": "a",
            "status": status, "source": "push", "created_at": AT, "updated_at": END}  # fmt: skip


def gitlab_job(status: str) -> Row:
    return {"id": status, "name": "rspec", "stage": "test", "status": status, "created_at": AT,
            "started_at": AT, "finished_at": END, "duration": 60.0, "pipeline": {"id": 6},
            "failure_reason": "script_failure" if status == "failed" else None}  # fmt: skip


def circleci(status: str) -> Row:
    return {"id": status, "name": "build", "pipeline_id": "p", "project_slug": "gh/a/b",
            "status": status, "created_at": AT, "stopped_at": END}  # fmt: skip


def buildkite(state: str) -> Row:
    return {"id": state, "number": 1, "state": state, "created_at": AT, "started_at": AT,
            "finished_at": END, "pipeline": {"slug": "mine", "name": "Mine"},
            "jobs": [{"name": "Test", "state": "failed"}] if state == "failed" else []}  # fmt: skip


def azure(result: str) -> Row:
    ended = {"result": result, "finishTime": END} if result else {}
    return {"id": result or "open", "buildNumber": "1", "queueTime": AT, "startTime": AT,
            "status": "completed" if result else "inProgress",
            "definition": {"name": "CI"}} | ended  # fmt: skip


def azure_run(result: str) -> Row:
    return {"id": result, "name": "1", "state": "completed", "result": result, "createdDate": AT,
            "finishedDate": END, "pipeline": {"id": 1, "name": "CI"}}  # fmt: skip


def teamcity(words: str) -> Row:
    state, status = words.split()
    return {"id": words, "buildTypeId": "Mine", "state": state, "status": status,
            "statusText": "Tests failed: 1", "queuedDate": "20261011T090000+0000",
            "startDate": "20261011T090000+0000", "finishDate": "20261011T090100+0000"}  # fmt: skip


def jenkins(result: str) -> Row:
    return {"id": "1", "number": 1, "result": result or None, "building": not result,
            "timestamp": MS, "duration": 60_000 if result else 0, "fullDisplayName": "mine #1",
            "url": f"https://ci/job/mine/{result}/"}  # fmt: skip


def databricks(result: str) -> Row:
    ended = {"result_state": result} if result else {}
    cycle = "TERMINATED" if result else "RUNNING"
    return {"job_id": 1, "run_id": result or "open", "run_name": "Mine", "start_time": MS,
            "end_time": END_MS if result else 0, "run_duration": 60_000 if result else 0,
            "state": {"life_cycle_state": cycle, "state_message": "lost"} | ended,
            "status": {"state": cycle}}  # fmt: skip


def databricks_of_today(code: str) -> Row:
    row = databricks(code)
    return row | {"state": None, "status": {"state": "TERMINATED", "termination_details":
                  {"code": code, "type": "CLIENT_ERROR", "message": "lost"}}}  # fmt: skip


def step_functions(status: str) -> Row:
    return {"executionArn": status, "stateMachineArn": "arn:aws:states:eu:1:stateMachine:Mine",
            "name": "e", "status": status, "startDate": AT, "stopDate": END}  # fmt: skip


def argo(phase: str) -> Row:
    return {"metadata": {"name": phase, "creationTimestamp": AT, "generateName": "mine-"},
            "status": {"phase": phase, "startedAt": AT, "finishedAt": END}}  # fmt: skip


def kestra(state: str) -> Row:
    return {"id": state, "namespace": "a.b", "flowId": "mine",
            "state": {"current": state, "startDate": AT, "endDate": END, "histories": [
                {"state": "CREATED", "date": AT}]}}  # fmt: skip


def bitbucket(result: str) -> Row:
    state = {"name": "COMPLETED", "result": {"name": result}} if result else {
        "name": "IN_PROGRESS", "stage": {"name": "PAUSED"}}  # fmt: skip
    return {"uuid": result or "open", "build_number": 1, "state": state, "created_on": AT,
            "repository": {"full_name": "a/b"}, "duration_in_seconds": 60}  # fmt: skip


def openai_run(status: str) -> Row:
    return {"id": status, "object": "thread.run", "assistant_id": "asst", "thread_id": "t",
            "status": status, "created_at": MS // 1000, "started_at": MS // 1000,
            "completed_at": END_MS // 1000, "usage": {"total_tokens": 5},
            "last_error": {"code": "limit"} if status == "failed" else None}  # fmt: skip


def make(status: str) -> Row:
    return {"imtId": status, "status": int(status), "operations": 2, "timestamp": AT,
            "duration": 60_000, "scenarioId": 9}  # fmt: skip


def windmill(how: str) -> Row:
    return {"id": how, "job_kind": "script", "script_path": "f/mine", "created_at": AT,
            "started_at": AT, "duration_ms": 60_000, "success": how == "success",
            "canceled": how == "canceled", "is_flow_step": False}  # fmt: skip


SYSTEMS: tuple[tuple[str, Any, Any, dict[str, str]], ...] = (
    ("GitLab pipelines", None, gitlab, {"success": "completed", "failed": "failed",
        "canceled": "cancelled", "manual": "pending", "waiting_for_resource": "pending"}),
    ("GitLab jobs", None, gitlab_job, {"success": "completed", "failed": "failed"}),
    ("CircleCI workflows", "items", circleci, {"success": "completed", "failing": "running",
        "on_hold": "pending", "unauthorized": "failed", "not_run": "cancelled"}),
    ("Buildkite builds", None, buildkite, {"passed": "completed", "failed": "failed",
        "blocked": "pending", "failing": "running", "canceled": "cancelled"}),
    ("Azure Pipelines runs", "value", azure, {"succeeded": "completed", "failed": "failed",
        "canceled": "cancelled", "partiallySucceeded": "unknown", "": "running"}),
    ("Azure Pipelines runs", "value", azure_run, {"succeeded": "completed", "failed": "failed"}),
    ("TeamCity builds", "build", teamcity, {"finished SUCCESS": "completed",
        "finished FAILURE": "failed", "running SUCCESS": "running", "queued SUCCESS": "queued",
        "finished UNKNOWN": "cancelled", "running FAILURE": "running"}),
    ("Jenkins builds", "builds", jenkins, {"SUCCESS": "completed", "FAILURE": "failed",
        "ABORTED": "cancelled", "UNSTABLE": "unknown", "": "running"}),
    ("Databricks job runs", "runs", databricks, {"SUCCESS": "completed", "FAILED": "failed",
        "TIMEDOUT": "failed", "CANCELED": "cancelled", "SUCCESS_WITH_FAILURES": "completed",
        "": "running"}),
    ("Databricks job runs", "runs", databricks_of_today, {"SUCCESS": "completed",
        "SUCCESS_WITH_FAILURES": "completed", "RUN_EXECUTION_ERROR": "failed",
        "USER_CANCELED": "cancelled"}),
    ("Step Functions executions", "executions", step_functions, {"SUCCEEDED": "completed",
        "FAILED": "failed", "TIMED_OUT": "failed", "ABORTED": "cancelled", "RUNNING": "running"}),
    ("Argo workflows", "items", argo, {"Succeeded": "completed", "Failed": "failed",
        "Error": "failed", "Running": "running", "Pending": "pending"}),
    ("Kestra executions", "results", kestra, {"SUCCESS": "completed", "FAILED": "failed",
        "KILLED": "cancelled", "PAUSED": "pending", "WARNING": "completed"}),
    ("Bitbucket pipelines", "values", bitbucket, {"SUCCESSFUL": "completed", "FAILED": "failed",
        "STOPPED": "cancelled", "": "pending"}),
    ("OpenAI assistant runs", "data", openai_run, {"completed": "completed", "failed": "failed",
        "requires_action": "pending", "incomplete": "failed"}),
    ("Make scenario runs", "scenarioLogs", make, {"1": "completed", "2": "completed",
        "3": "failed"}),
    ("Windmill jobs", None, windmill, {"success": "completed", "error": "failed",
        "canceled": "cancelled"}),
)  # fmt: skip
WORKERS = {
    "GitLab pipelines": "Nightly", "GitLab jobs": "rspec", "CircleCI workflows": "build",
    "Buildkite builds": "Mine", "Azure Pipelines runs": "CI", "TeamCity builds": "Mine",
    "Jenkins builds": "mine", "Databricks job runs": "Mine", "Step Functions executions": "Mine",
    "Argo workflows": "mine", "Kestra executions": "mine", "Bitbucket pipelines": "a/b",
    "OpenAI assistant runs": "asst", "Make scenario runs": "9", "Windmill jobs": "f/mine",
}  # fmt: skip


@pytest.mark.parametrize("wrapped", [True, False])
@pytest.mark.parametrize(("system", "under", "row", "ends"), SYSTEMS)
def test_each_ends_as_it_says(
    tmp_path: Path, system: str, under: str | None, row: Any, ends: dict[str, str], wrapped: bool
) -> None:
    rows = [row(word) for word in ends]
    document = {under: rows, "count": len(rows)} if under and wrapped else rows
    found = read(written(tmp_path, json.dumps(document), "e.json"))
    assert (found.export.format, found.rejected) == (system, [])
    assert [run["status"] for run in found.runs] == list(ends.values())
    assert {run["worker"] for run in found.runs} == {WORKERS[system]}
    assert {str(run["created_at"])[:16] for run in found.runs} == {"2026-10-11 09:00"}
    assert {run["duration_ms"] for run in found.runs if run["status"] == "completed"} <= {
        60_000, None,
    }  # fmt: skip


def test_what_goes_on_has_no_end_and_no_duration(tmp_path: Path) -> None:
    for row in (databricks(""), jenkins(""), teamcity("running SUCCESS")):
        (run,) = read(written(tmp_path, json.dumps([row]), "e.json")).runs
        assert (run["status"], run["finished_at"], run["duration_ms"]) == ("running", None, None)


def test_only_what_failed_has_an_error(tmp_path: Path) -> None:
    rows = [databricks("FAILED"), databricks("SUCCESS")]
    runs = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert [run["error_message"] for run in runs] == ["lost", None]
    rows = [
        databricks("") | {"state": {"life_cycle_state": cycle, "state_message": message}}
        for cycle, message in (("RUNNING", "In run"), ("INTERNAL_ERROR", "no disk"))
    ]
    runs = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert [run["error_message"] for run in runs] == [None, "no disk"]
    rows = [databricks_of_today("RUN_EXECUTION_ERROR"), databricks_of_today("SUCCESS")]
    runs = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert [run["error_message"] for run in runs] == ["lost", None]
    rows = [buildkite("failed"), buildkite("passed")]
    runs = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert [run["error_message"] for run in runs] == ["Test", None]


def test_a_run_at_its_limit_of_tokens_says_so(tmp_path: Path) -> None:
    row = openai_run("incomplete") | {"incomplete_details": {"reason": "max_prompt_tokens"}}
    (run,) = read(written(tmp_path, json.dumps([row]), "e.json")).runs
    assert (run["status"], run["error_type"]) == ("failed", "max_prompt_tokens")


def test_builds_of_two_jobs_with_one_number_are_two(tmp_path: Path) -> None:
    rows = [jenkins("SUCCESS"), jenkins("SUCCESS") | {"url": "https://ci/job/other/1/"}]
    assert len(set(read(written(tmp_path, json.dumps(rows), "e.json")).ids)) == 2


def test_a_failed_try_again_names_the_first(tmp_path: Path) -> None:
    rows = [databricks("FAILED"), databricks("SUCCESS")]
    rows[0] |= {"original_attempt_run_id": "FAILED", "attempt_number": 0}
    rows[1] |= {"original_attempt_run_id": "FAILED", "attempt_number": 1}
    runs = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert [run["retry_of"] for run in runs] == [None, "FAILED"]


SACCT = """JobID|JobName|Partition|State|ExitCode|Submit|Start|End|Elapsed
101|train|gpu|COMPLETED|0:0|2026-10-11T09:00:00|2026-10-11T09:01:00|2026-10-12T10:01:50|1-01:00:50
101.batch|batch||COMPLETED|0:0|2026-10-11T09:01:00|2026-10-11T09:01:00|Unknown|01:00:00
101.extern|extern||COMPLETED|0:0|2026-10-11T09:01:00|2026-10-11T09:01:00|Unknown|01:00:00
102_3|train|gpu|CANCELLED by 1001|0:0|2026-10-11T09:00:00|None|Unknown|00:00:00
103|train|gpu|OUT_OF_MEMORY|0:125|2026-10-11T09:00:00|2026-10-11T09:01:00|Unknown|00:01:00
"""


def test_the_steps_of_a_job_of_slurm_are_no_runs(tmp_path: Path) -> None:
    found: Read = read(written(tmp_path, SACCT, "sacct.txt"), zone="UTC")
    assert (found.export.format, found.rejected) == ("Slurm jobs", [])
    assert [(run["run_id"], run["status"]) for run in found.runs] == [
        ("101", "completed"), ("102_3", "cancelled"), ("103", "failed"),
    ]  # fmt: skip
    assert [run["duration_ms"] for run in found.runs] == [90_050_000, None, 60_000]
    assert any(notice.startswith("2 rows were left out") for notice in found.export.notices)


def test_why_a_job_of_slurm_waited_is_no_error(tmp_path: Path) -> None:
    text = """JobID|JobName|Partition|State|Submit|Start|End|Elapsed|Reason
1|train|gpu|PENDING|2026-10-11T09:00:00|Unknown|Unknown|00:00:00|Resources
2|train|gpu|CANCELLED by 7|2026-10-11T09:00:00|Unknown|Unknown|00:00:00|Priority
3|train|gpu|FAILED|2026-10-11T09:00:00|2026-10-11T09:01:00|2026-10-11T09:01:00|00:00:00|NonZeroExitCode
4|train|gpu|COMPLETED|2026-10-11T09:00:00|2026-10-11T09:01:00|2026-10-11T09:02:00|00:01:00|Priority
"""
    runs = read(written(tmp_path, text, "sacct.txt"), zone="UTC").runs
    assert [(run["status"], run["duration_ms"], run["error_message"]) for run in runs] == [
        ("pending", None, None), ("cancelled", None, None), ("failed", 0, "NonZeroExitCode"),
        ("completed", 60_000, None),
    ]  # fmt: skip


def test_jobs_of_windmill_that_have_not_ended(tmp_path: Path) -> None:
    open_ones = [{"id": at, "running": at == "running", "success": None} for at in ("running", "q")]
    rows = [windmill("success"), *(windmill("") | one for one in open_ones)]
    runs = read(written(tmp_path, json.dumps(rows), "e.json")).runs
    assert [run["status"] for run in runs] == ["completed", "running", "queued"]


def test_the_steps_of_a_flow_of_windmill_are_no_runs(tmp_path: Path) -> None:
    rows = [windmill("success"), windmill("error") | {"is_flow_step": True}]
    assert read(written(tmp_path, json.dumps(rows), "e.json")).ids == ["success"]
