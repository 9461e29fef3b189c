"""The sample: made again to the byte, and every planted truth is in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from dashboard.analysis.causes import causes
from dashboard.analysis.change_log import changes
from dashboard.analysis.clearance import CUSTOMER, clearance
from dashboard.analysis.lifecycle import NEW
from dashboard.records.schema import CHANGED_THINGS, RUN_COLUMNS, STATUSES
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import import_sample

DATA = Path(__file__).resolve().parents[2] / "data"
DAY_0 = pd.Timestamp("2026-09-07", tz="UTC")
MADE = (
    "run-list.csv",
    "sample/runs.csv",
    "sample/workers.ndjson",
    "sample/instructions.ndjson",
    "sample/changes.csv",
    "sample/export.json",
    "next-week/runs.csv",
    "next-week/workers.ndjson",
    "next-week/instructions.ndjson",
    "next-week/changes.csv",
    "next-week/export.json",
)


@pytest.fixture(scope="module")
def runs() -> pd.DataFrame:
    frame = pd.read_csv(DATA / "sample" / "runs.csv", dtype=str)
    frame["day"] = (pd.to_datetime(frame["created_at"]) - DAY_0) / pd.Timedelta(days=1)
    return frame


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """The sample as the program holds it."""
    found = current(Home(import_sample(tmp_path_factory.mktemp("sample") / "home")))
    assert found is not None
    return found


def rate(frame: pd.DataFrame) -> float:
    finished = frame[frame["status"].isin(["completed", "failed"])]
    return float((finished["status"] == "completed").mean())


def split(runs: pd.DataFrame, worker: str, day: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    mine = runs[runs["worker"] == worker]
    return mine[mine["day"] < day], mine[mine["day"] >= day]


def changed(worker: str, what: str) -> float:
    changes = pd.read_csv(DATA / "sample" / "changes.csv")
    mine = changes[(changes["worker_id"] == worker) & (changes["what"] == what)]
    return float((pd.to_datetime(mine["changed_at"]).iloc[0] - DAY_0) / pd.Timedelta(days=1))


def test_the_same_program_makes_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DATA / "generate_sample.py", tmp_path], check=True)
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


def test_it_is_small_and_says_that_it_is_synthetic() -> None:
    sizes = {name: (DATA / name).stat().st_size for name in MADE}
    after = sum(size for name, size in sizes.items() if name.startswith("next-week/"))
    assert sum(sizes.values()) - after < 5_000_000 and after < 600_000
    about = json.loads((DATA / "sample" / "export.json").read_text())
    assert about["as_of"] == "2026-11-16T09:10:00Z"
    assert "Synthetic" in about["note"]


def test_its_size_and_words_are_those_of_the_plan(runs: pd.DataFrame) -> None:
    assert 8_500 <= len(runs) <= 9_500
    assert runs["worker"].nunique() == 13
    assert runs["run_id"].is_unique
    assert runs["day"].min() < 1 and runs["day"].max() > 69
    assert set(runs["status"]) <= set(STATUSES)
    assert set(runs.columns) - {"day"} <= {column.name for column in RUN_COLUMNS}
    changes = pd.read_csv(DATA / "sample" / "changes.csv")
    assert set(changes["what"]) == set(CHANGED_THINGS)


def test_retries_leave_fewer_tasks_failed_than_runs(runs: pd.DataFrame) -> None:
    last = runs.sort_values(["created_at", "run_id"]).groupby(["worker", "task_id"]).tail(1)
    assert 0 < (last["status"] == "failed").sum() < (runs["status"] == "failed").sum()
    retries = runs.dropna(subset="retry_of").merge(
        runs, left_on="retry_of", right_on="run_id", suffixes=("", "_first")
    )
    assert len(retries) > 100
    assert (retries["task_id"] == retries["task_id_first"]).all()
    assert (retries["created_at"] > retries["created_at_first"]).all()


@pytest.mark.parametrize(
    ("worker", "points"),
    [("Invoice follow-up", -15), ("Lead triage", 12), ("Contract summary", -10)],
)
def test_truths_1_to_3_move_the_rate_on_the_day_of_the_edit(
    runs: pd.DataFrame, worker: str, points: int
) -> None:
    before, after = split(runs, worker, changed(worker, "instructions"))
    assert 100 * (rate(after) - rate(before)) == pytest.approx(points, abs=1)
    if worker != "Contract summary":
        window = before[before["day"] >= changed(worker, "instructions") - 28]
        assert len(window) >= 500 and len(after) >= 250
    else:
        assert changed(worker, "model") == changed(worker, "instructions")


def test_truth_1_fails_for_the_tool_that_is_not_enabled(runs: pd.DataFrame) -> None:
    before, after = split(runs, "Invoice follow-up", 49.4)
    assert not before["error_type"].eq("ToolNotEnabled").any()
    assert after["error_type"].eq("ToolNotEnabled").sum() > 30
    assert not after["tool_categories"].str.contains("CRM").any()


def test_truth_4_is_a_shift_of_the_work_and_nothing_else(runs: pd.DataFrame) -> None:
    before, after = split(runs, "Refund desk", changed("Refund desk", "instructions"))
    assert rate(after) < rate(before) - 0.05
    for kind in ("standard refund", "disputed refund"):
        difference = rate(after[after["record_type"] == kind]) - rate(
            before[before["record_type"] == kind]
        )
        assert abs(difference) < 0.01, kind


def test_truth_5_is_too_young(runs: pd.DataFrame) -> None:
    before, after = split(
        runs, "Meeting preparation", changed("Meeting preparation", "instructions")
    )
    assert 50 <= len(after) <= 70
    assert abs(rate(after) - rate(before)) < 0.02


def test_truth_6_loses_access_without_an_edit(runs: pd.DataFrame) -> None:
    before, after = split(runs, "Supplier records", 62)
    assert (
        runs[runs["worker"] == "Supplier records"]
        .groupby(runs["day"].astype(int))
        .size()
        .drop(70, errors="ignore")
        .min()
        >= 12
    )
    assert rate(before) - rate(after) == pytest.approx(0.33, abs=0.02)
    assert after[after["status"] == "failed"]["error_type"].isin(["PermissionError", "403"]).all()
    changes = pd.read_csv(DATA / "sample" / "changes.csv")
    assert "Supplier records" not in set(changes["worker_id"])


def test_truth_7_is_a_new_reason_in_the_last_week(runs: pd.DataFrame) -> None:
    closed = runs[runs["error_message"].str.contains("closed for bookings", na=False)]
    assert 12 <= len(closed) <= 16
    assert closed["day"].between(63, 70).all()
    assert closed["task_id"].nunique() >= 6
    assert closed["error_message"].nunique() == len(closed)
    assert set(closed["error_type"]) == {"AgentError"}
    edited = {name: changed(name, "instructions") for name in ("Invoice follow-up", "Refund desk")}
    assert set(closed["worker"]) == set(edited)
    for worker, day in edited.items():
        before, after = split(runs, worker, 63)
        assert abs(rate(after) - rate(before[before["day"] >= day])) < 0.01, worker


def test_truth_7_is_the_only_cause_that_is_new_and_no_rule_knows_it(history: History) -> None:
    found = [
        row for row in causes(history, ALL).rows if row.state == NEW and row.cause.rule is None
    ]
    assert [row.cause.label for row in found] == [
        "Month … is closed for bookings on account … of …"
    ]
    assert (found[0].seen.window, found[0].seen.before) == (found[0].runs, 0)


def flagged(history: History, check: str) -> dict[str, str]:
    """The runs that a check finds, each with its worker."""
    rows = history.ask("newest_runs", ALL.choosing("check", [check]), shown=9_000, after=0)
    return {row["run_id"]: row["worker"] for row in rows}


def test_truth_8_customers_see_a_second_reminder(runs: pd.DataFrame, history: History) -> None:
    wrote = runs[(runs["status"] == "failed") & runs["comment_preview"].notna()]
    again = runs[runs["retry_of"].isin(wrote["run_id"])]
    assert len(wrote) == len(again) == 7
    assert wrote["day"].between(63, 70).all() and set(again["status"]) == {"completed"}
    assert wrote["effects"].str.contains('"customer_visible":true').all()
    assert flagged(history, "duplicate") == dict.fromkeys(again["run_id"], "Invoice follow-up")
    for run_id in wrote["run_id"]:
        found = clearance(history, run_id)
        assert (found.answer, found.own.customer, found.customers) == (CUSTOMER, True, 2)
        assert found.solved_by in set(again["run_id"])


@pytest.mark.parametrize(
    ("check", "worker", "planted"),
    [
        ("not-visible", "Product texts", 6),
        ("format", "Lead triage", 9),
        ("unsourced", "Expense check", 6),
        ("claim", "", 0),
    ],
)
def test_truth_9_is_all_that_the_checks_find(
    runs: pd.DataFrame, history: History, check: str, worker: str, planted: int
) -> None:
    found = flagged(history, check)
    judged = runs[(runs["worker"] == "Ticket summary") & (runs["quality"] == "bad")]
    longer = set(judged["run_id"]) if check == "format" else set()
    assert {run_id for run_id, name in found.items() if name == "Ticket summary"} == longer
    mine = runs[runs["run_id"].isin(found.keys() - longer)]
    assert len(mine) == planted and set(mine["worker"]) <= {worker}
    assert mine["day"].between(63, 70).all() and mine["status"].eq("completed").all()


def test_truth_11_gathers_where_a_source_is_missing_and_a_schedule_started(
    runs: pd.DataFrame,
) -> None:
    report = runs[runs["worker"] == "Weekly report"]
    lacks = ~report["context_sources"].str.contains("docs")
    scheduled = report["trigger"] == "schedule"
    assert 0.4 < lacks.mean() < 0.5
    corner = report[lacks & scheduled]
    assert (corner["status"] == "failed").sum() >= 25
    assert rate(corner) < 0.5
    for elsewhere in (lacks & ~scheduled, ~lacks & scheduled, ~lacks & ~scheduled):
        assert rate(report[elsewhere]) == pytest.approx(0.95, abs=0.01)
    weeks = report.groupby(report["day"].astype(int) // 7)
    assert weeks["context_sources"].nunique().drop(10, errors="ignore").eq(2).all()


def test_truth_11_is_no_change(history: History) -> None:
    changed_workers = {change.worker for change in changes(history, ALL)}
    assert "Delivery notices" in changed_workers
    assert "Weekly report" not in changed_workers


def test_truth_12_runs_while_it_is_paused(runs: pd.DataFrame) -> None:
    before, after = split(runs, "Delivery notices", changed("Delivery notices", "status"))
    assert 8 <= len(after) <= 12
    assert set(after["worker_status"]) == {"paused"}
    assert set(before["worker_status"]) == {"active"}
    failed = after[after["status"] == "failed"]
    assert 3 <= len(failed) <= len(after) - 3
    assert set(failed["error_message"]) == {"Worker is paused"}
    assert set(after["status"]) == {"completed", "failed"}


def test_the_edits_of_the_others_have_no_effect(runs: pd.DataFrame) -> None:
    for worker, what in (
        ("Ticket summary", "instructions"),
        ("Applicant mail", "instructions"),
        ("Product texts", "context"),
        ("Expense check", "tools"),
    ):
        before, after = split(runs, worker, changed(worker, what))
        assert abs(rate(after) - rate(before)) < 0.015, worker


def test_the_run_list_has_eight_columns_and_no_zone() -> None:
    rows = pd.read_csv(DATA / "run-list.csv", dtype=str)
    assert list(rows.columns) == [
        "Run ID", "Worker", "Status", "Created", "Task", "Task link", "Comment preview", "Error",
    ]  # fmt: skip
    assert (len(rows), rows["Worker"].nunique()) == (400, 20)
    assert rows["Status"].value_counts()["Failed"] == 37
    assert rows["Created"].str.fullmatch(r"2026-11-16 \d\d:\d\d").all()
    last = rows.groupby(["Worker", "Task link"]).tail(1)
    assert (last["Status"] == "Failed").sum() >= 5
    assert rows["Task link"].duplicated().sum() >= 3
