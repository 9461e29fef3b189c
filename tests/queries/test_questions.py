"""What the questions count, of a few runs that are all different: every number counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import log
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.impact import QUESTIONS
from dashboard.records.rows import Export
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.reading.windows import Window
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

Rows = list[dict[str, Any]]
START = datetime.fromisoformat("2026-11-10T00:00:00+00:00")
NEW_YORK = "America/New_York"  # its Tuesday begins five hours later
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (datetime(2026, 11, day) for day in range(9, 13))


def at(hour: float) -> datetime:
    return START + timedelta(hours=hour)


def run(run_id: str, hour: int, status: str, **more: Any) -> dict[str, Any]:
    worker = {"a": "ann", "p": "ann", "b": "bob", "c": "cid", "d": "dot"}.get(run_id[0])
    named = {"ann": "Ann" if hour < 2 else "Anna", "bob": "Bob", "cid": "Cid", "dot": "Dot"}.get(
        worker or ""
    )
    return {
        "run_id": run_id, "created_at": at(hour), "status": status, "worker_id": worker,
        "worker": named,
    } | more  # fmt: skip


def called(*names: str) -> list[dict[str, Any]]:
    return [{"name": name} for name in names]


PLACED = {"time_basis": "import", "task_id": "t3", "instructions_version": "v2"}
V1, V2 = {"instructions_version": "v1"}, {"instructions_version": "v2"}
RUNS = (
    run("a1", 0, "failed", **V1, task_id="t1", task_title="Old", error_type="Timeout",
        error_message="Timed out after 3 s", raw_status="FAIL", duration_ms=1000,
        tools_called=called("x")),
    run("a2", 1, "completed", **V1, task_id="t1", task_title="New", quality="good",
        quality_reason="Right", duration_ms=0),
    run("a3", 2, "completed", **V1, task_id="t2", quality="bad", quality_reason="Wrong sum",
        trigger="manual", tool_categories=["old"], duration_ms=8000,
        tools_called=called("x", "x", "y")),
    run("a4", 3, "failed", **V2, task_id="t2", error_type="Timeout", trigger="manual",
        tool_categories=["docs"], error_message="Timed out after 4 s", raw_status="FAIL"),
    run("a5", 8, "queued", **V2),
    run("a6", 9, "cancelled", **V2, duration_ms=500, tools_called=called("x")),
    run("a7", 10, "failed", **V2),
    run("b1", 3, "failed", **V1, task_id="t1", error_message="Timed out after 5 s"),
    run("b2", 4, "failed", **V1, record_id="r", error_type="429", raw_status="ERR",
        error_message="Too many requests"),
    run("b3", 5, "running", **V1),
    run("b4", 7, "completed", **V1, record_id="r", error_message="Slow"),
    run("b5", 11, "pending", task_id="t4", model="used", output_mode="comment",
        context_sources=["crm"]),
    run("c1", 12, "running"),
    run("n1", 6, "failed", error_message="Timed out after 9 s", task_id="t5"),
    run("p1", 30, "failed", **PLACED, error_message="Timed out after 1 s"),
    run("p2", -30, "completed", **PLACED, error_type="Warning"),
    run("p3", 5, "completed", time_basis="import", quality="bad", quality_reason="Wrong sum")
    | {"worker_id": "bob", "worker": "Bob"},
)  # fmt: skip
"""Of Ann, Bob, Cid and nobody; p1 and p2 of Ann and p3 of Bob stand at the time of an import."""


def history_of(folder: Path, *exports: Export) -> History:
    home = Home(folder / "home")
    for one in exports:
        import_export(home, one, NOW)
    found = current(home)
    assert found
    return found


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    return counted_by_hand(tmp_path_factory.mktemp("runs"))


def counted_by_hand(folder: Path) -> History:
    bob = {"worker_status": "paused", "model": "set", "tool_categories": ["mail"]}
    workers = [
        {"worker_id": name.lower(), "worker": name} | more
        for name, more in (("Bob", bob), ("Dan", {}))
    ]
    text = {"instructions_version": "v2", "worker_id": "ann", "instructions_text": "Do it."}
    again = [made for made in RUNS if made["run_id"] == "c1"]
    return history_of(
        folder,
        export(*RUNS, as_of=at(24), workers=workers, instructions=[text]),
        export(*again, as_of=at(26)),
    )


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> History:
    return tried_again(tmp_path_factory.mktemp("tries"))


def tried_again(folder: Path) -> History:
    dot = {"worker_id": "dot", "worker": "Dot", "instructions_version": "set"} | SET
    log = [
        {"worker_id": "cid", "what": "model", "changed_at": at(hour), "old": old, "new": new}
        for hour, old, new in ((50, "a", "b"), (51, "b", "c"), (123, "c", "d"), (196, "d", "e"))
    ]
    log += [log[1] | {"what": "instructions", "old": "v1", "new": "used"}]
    texts = [
        {"worker_id": "cid", "instructions_version": label, "instructions_id": f"id {text}",
         "instructions_text": text}
        for label, text in (("v1", "First."), ("used", "One."), ("used", "Two."))
    ]  # fmt: skip
    made = export(*TRIES, as_of=at(100), workers=[dot], changes=log, instructions=texts)
    return history_of(folder, made)


WINDOW = Window(0, "ann", at(0), at(3), at(3), at(11), "", None, None, None, None)
"""Of Ann's runs a1 to a3 lie before it, and a4 to a7 after it."""
ROUND = {"windows": [WINDOW]}
WEEK = {"before": at(1), "since": at(3), "until": at(10)}
EDGES = {"edges": [at(10), at(3), at(1)]}
ANN, BOB, CID = (ALL.choosing("worker", [name]) for name in ("ann", "bob", "cid"))
FAILED = ALL.choosing("outcome", ["failed"])
EVERY = {"every_a": 1, "every_b": 1}
EVERY_TASK = {"before": 0, "shown": None, "up_to": None, "always": True}


def rows(names: str, *values: tuple[Any, ...]) -> Rows:
    return [dict(zip(names.split(), row, strict=True)) for row in values]


ASKED: dict[str, tuple[str, dict[str, Any], Rows]] = {
    "about": ("about", {}, rows(
        "runs first last placed stamped as_of", (17, at(0), at(12), 3, 0, at(26))
    )),
    "covers": ("covers", {}, rows(
        "first last until stated overlaps versions days",
        (at(0), at(12), at(24), True, False, 14,
         [{"day": date(2026, 11, 10), "first": at(0), "last": at(12)}]),
        (at(12), at(12), at(26), True, True, 2,  # the run and the version of which it is
         [{"day": date(2026, 11, 10), "first": at(12), "last": at(12)}]),
    )),
    "headline": ("headline", {}, [
        {"runs": 17, "queued": 1, "pending": 1, "running": 2, "completed": 5, "cancelled": 1,
         "unknown": 0, "succeeded": 3, "bad": 2, "failed": 7, "unresolved": 3, "untold": 1,
         "tasks": 5, "pairs": 6, "placed": 3, "judged": 3, "workers": 3, "first": at(0),
         "last": at(12), "clusters": 7, "mm": 9 + 4 + 4 + 4 + 1 + 1 + 1, "ss": 3, "sm": 3 + 2 + 2,
         "ff": 4 + 5, "fm": 6 + 2 + 2 + 2 + 1 + 1},
    ]),
    "headline of nothing": ("headline", {"filters": ALL.choosing("worker", ["dan"])}, rows(
        "runs failed tasks placed first last clusters mm ss sm ff fm",
        (0, 0, 0, 0, None, None, 0, 0, 0, 0, 0, 0),
    )),
    "workers": ("workers", {}, rows(
        "worker_id worker runs succeeded bad failed unfinished unresolved untold linked last"
        " clusters mm ss sm worker_status",
        ("ann", "Anna", 9, 2, 1, 4, 1, 1, 1, 6, at(30), 4, 4 + 4 + 4 + 1, 2, 4, None),
        ("bob", "Bob", 6, 1, 1, 2, 2, 1, 0, 2, at(11), 3, 1 + 4 + 1, 1, 2, "paused"),
        ("cid", "Cid", 1, 0, 0, 0, 1, 0, 0, 0, at(12), 0, None, None, None, None),
        (None, None, 1, 0, 0, 1, 0, 1, 0, 1, at(6), 1, 1, 0, 0, None),
    )),
    "worker": ("worker", {"worker_ids": ["ann", "bob", "dan"]}, rows(
        "worker_id worker configured worker_status model output_mode context_sources"
        " tool_categories version instructions_text known_at",
        ("ann", "Anna", False, None, None, None, None, None, "v2", "Do it.", at(30)),
        ("bob", "Bob", True, "paused", "set", "comment", ["crm"], ["mail"], None, None, at(24)),
        ("dan", "Dan", True, None, None, None, None, None, None, None, at(24)),
    )),
    "setups": ("edit_setups", {"workers": ["bob", "ann"], "times": [at(40), at(3)]}, rows(
        "number tool_categories context_sources output_mode",
        (0, ["mail"], ["crm"], "comment"), (1, ["docs"], None, None),
    )),
    "called": ("workers_called", {"called": "Anna"}, rows("worker_id worker", ("ann", "Anna"))),
    "of runs": ("workers_of_runs", {}, rows("worker_id", ("ann",), ("bob",), ("cid",))),
    "runs": ("runs_by_worker", {}, rows("worker_id runs", ("ann", 9), ("bob", 6), ("cid", 1))),
    "causes": ("causes", {}, rows(
        "cause runs workers tasks pairs unresolved untold newest oldest typical",
        ("time-out", 5, 2, 4, 5, 3, 1, "n1", "a1", "a4"),
        ("no-reason", 1, 1, 0, 0, 0, 0, "a7", "a7", "a7"),
        ("rate-limit", 1, 1, 0, 0, 0, 0, "b2", "b2", "b2"),
    )),
    "cause_versions": ("cause_versions", {"cause": "time-out"}, rows(
        "worker worker_id version runs first last finished",
        ("Anna", "ann", "v2", 2, at(3), at(3), 4),
        ("Anna", "ann", "v1", 1, at(0), at(0), 3),
        ("Bob", "bob", "v1", 1, at(3), at(3), 3),
        (None, None, None, 1, at(6), at(6), 1),
    )),
    "cause weeks": ("cause_weeks", EDGES, rows(
        "cause place runs tasks first last unmended",
        ("no-reason", 0, 1, 1, at(10), at(10), False), ("rate-limit", 1, 1, 1, at(4), at(4), False),
        ("time-out", 0, 1, 1, None, None, False), ("time-out", 1, 3, 3, at(3), at(6), False),
        ("time-out", 3, 1, 1, at(0), at(0), False),
    )),
    "cause_buckets": ("cause_buckets", {"unit": "day", "zone": NEW_YORK}, rows(
        "cause bucket instant runs",
        ("no-reason", TUESDAY, None, 1), ("rate-limit", MONDAY, None, 1),
        ("time-out", MONDAY, None, 3), ("time-out", TUESDAY, None, 1),
    )),
    "tasks": ("tasks", EVERY_TASK, rows(
        "task_id title workers runs finished solved last newest",
        ("t2", None, ["Anna"], 2, 2, 0, "failed", "a4"),
        ("t5", None, None, 1, 1, 0, "failed", "n1"),
        ("t1", "New", ["Ann", "Bob"], 3, 3, 1, "failed", "b1"),
        ("t3", None, ["Anna"], 2, 2, 1, None, "p1"),
        ("t4", None, ["Bob"], 1, 0, 0, "pending", "b5"),
    )),
    "not named": ("not_named", {}, rows("runs", (0,))),
    "anomalies": ("anomalies", {}, rows("completed_with_error failed_without_reason", (2, 1))),
    "completed with error": ("completed_with_error", {"shown": 5}, rows(
        "run_id created_at", ("b4", at(7)), ("p2", None)
    )),
    "newest_runs": ("newest_runs", {"shown": 3, "after": 0}, rows(
        "run_id created_at", ("p1", None), ("c1", at(12)), ("b5", at(11))
    )),
    "newest runs of an origin": (
        "newest_runs",
        {"filters": ALL.choosing("origin", ["platform"]), "shown": 2, "after": 2},
        rows("run_id created_at", ("b2", at(4)), ("b1", at(3))),  # of two at one time
    ),
    "runs_of_task": ("runs_of_task", {"run_ids": ["a2"], "shown": 9}, rows(
        "run_id created_at is_latest", ("a1", at(0), False), ("a2", at(1), True)
    )),
    "runs of a task without times": ("runs_of_task", {"run_ids": ["p1"], "shown": 9}, rows(
        "run_id created_at is_latest", ("p2", None, None), ("p1", None, None)
    )),
    "active_runs": ("active_runs", {}, rows(
        "queued pending running oldest seen_at", (1, 1, 2, at(5), at(26))
    )),
    "bad_reasons": ("bad_reasons", {}, rows(
        "reason runs newest last", ("Wrong sum", 2, "a3", at(2))
    )),
    "neighbours of a bad run": ("neighbours", {"run_id": "b1", "created_at": at(3)}, rows(
        "previous next", ("a4", "b2")
    )),
    "neighbours of one that worked": ("neighbours", {"run_id": "a2", "created_at": at(1)}, rows(
        "previous next", ("a1", "a3")
    )),
    "neighbours among others": ("neighbours", {"run_id": "b2", "created_at": at(4)}, rows(
        "previous next", ("b1", "p3")
    )),
    "outcomes": ("outcomes_by_bucket", {"unit": "day", "zone": NEW_YORK}, rows(
        "bucket instant outcome runs",
        (MONDAY, None, "bad", 1), (MONDAY, None, "failed", 4), (MONDAY, None, "succeeded", 1),
        (TUESDAY, None, "cancelled", 1), (TUESDAY, None, "failed", 2),
        (TUESDAY, None, "pending", 1), (TUESDAY, None, "queued", 1),
        (TUESDAY, None, "running", 2), (TUESDAY, None, "succeeded", 1),
    )),
    "worker days": ("worker_days", {"zone": NEW_YORK}, rows(
        "worker_id worker day s n",
        ("ann", "Anna", date(2026, 11, 9), 1, 4), ("ann", "Anna", date(2026, 11, 10), 0, 1),
        ("bob", "Bob", date(2026, 11, 9), 0, 2), ("bob", "Bob", date(2026, 11, 10), 1, 1),
    )),
    "worker buckets": ("worker_buckets", {"unit": "day", "zone": NEW_YORK}, rows(
        "worker_id bucket succeeded finished",
        ("ann", MONDAY, 1, 4), ("ann", TUESDAY, 0, 1), ("bob", MONDAY, 0, 2),
        ("bob", TUESDAY, 1, 1), ("cid", TUESDAY, 0, 0), (None, TUESDAY, 0, 1),
    )),
    "worker weeks": ("worker_weeks", WEEK, rows(
        "worker_id place worker n s clusters mm ss sm",
        ("ann", 1, "Anna", 1, 1, 1, 1, 1, 1), ("ann", 2, "Anna", 2, 0, 2, 2, 0, 0),
        ("bob", 1, "Bob", 3, 2, 2, 1 + 4, 1 + 1, 1 + 2),
    )),
    "worker week days": ("worker_week_days", WEEK | {"zone": "UTC"}, rows(
        "worker_id place day s n",
        ("ann", 1, date(2026, 11, 10), 1, 1), ("ann", 2, date(2026, 11, 10), 0, 2),
        ("bob", 1, date(2026, 11, 10), 2, 3),
    )),
    "worker week kinds": ("worker_week_kinds", WEEK, rows(
        "worker_id trigger s1 n1 s0 n0",
        ("ann", "manual", 1, 1, 0, 1), ("ann", None, 0, 0, 0, 1), ("bob", None, 2, 3, 0, 0),
    )),
    "finished weeks": ("finished_weeks", EDGES, rows("place runs", (0, 4), (1, 5), (2, 2), (3, 1))),
    "first runs": ("first_runs", {"zone": NEW_YORK}, rows("first", (at(0),), (at(5),))),
    "statuses": ("statuses", {}, rows(
        "word status runs format", ("FAIL", "failed", 2, "made"), ("ERR", "failed", 1, "made")
    )),
    "split": ("split_preview", {"cause": "time-out", "words": "timeout"}, rows(
        "moved runs", (2, 5)
    )),
    "sizes": ("compare_sizes", {"sides": (ANN, FAILED)}, rows("a b in_both", (5, 3, 4))),
    "clusters": ("compare_clusters", {"sides": (ANN, BOB)} | EVERY, rows(
        "a runs clusters mm finished succeeded completed judged finished_clusters ff ss sf cc cf",
        (False, 6, 5, 1 + 4 + 3, 4, 1, 2, 1, 3, 1 + 4 + 1, 1, 2, 1 + 1, 2 + 1),
        (True, 9, 6, 4 + 4 + 4 + 3, 7, 2, 3, 2, 4, 4 + 4 + 4 + 1, 2, 2 + 2, 3, 2 + 2 + 2),
    )),
    "change cells": ("change_cells", ROUND, rows(
        "place trigger runs first finished succeeded bad judged",
        ("after", "manual", 1, at(3), 1, 0, 0, 0), ("after", None, 3, at(8), 1, 0, 0, 0),
        ("before", "manual", 1, at(2), 1, 0, 1, 1), ("before", None, 2, at(0), 2, 1, 0, 1),
    )),
    "change clusters": ("change_clusters", ROUND, rows(
        "place clusters mm ss sm cc cm",
        ("after", 2, 2, 0, 0, 0, 0), ("before", 2, 4 + 1, 1, 2, 1 + 1, 2 + 1),
    )),
    "change days": ("change_days", ROUND | {"zone": "UTC"}, rows(
        "place day n s c",
        ("after", date(2026, 11, 10), 2, 0, 0), ("before", date(2026, 11, 10), 3, 1, 2),
    )),
    "change course": ("change_course", ROUND | {"zone": "UTC", "unit": "day"}, rows(
        "place bucket n succeeded completed",
        ("before", TUESDAY, 3, 1, 2), ("after", TUESDAY, 2, 0, 0),
    )),
    "change causes": ("change_causes", ROUND, rows(
        "place cause runs", ("after", "no-reason", 1),
        ("after", "time-out", 1), ("before", "time-out", 1),
    )),
    "examples after": ("change_examples", ROUND | {"place": "after", "causes": [], "shown": 5},
        rows("run_id", ("a4",), ("a7",))),
    "examples before": ("change_examples", ROUND | {"place": "before", "causes": [], "shown": 5},
        rows("run_id", ("a3",), ("a1",))),
    "examples of a cause": (
        "change_examples", ROUND | {"place": "before", "causes": ["time-out"], "shown": 5},
        rows("run_id", ("a1",), ("a3",)),
    ),
    "change ribbon": ("change_ribbon", ROUND | {"shown": 2}, rows(
        "run_id place", ("a2", "before"), ("a3", "before"), ("a4", "after"), ("a7", "after")
    )),
    "change speed": ("change_speed", ROUND, rows(
        "place timed log_mean log_variance counted calls_mean calls_variance",
        ("after", 0, None, None, 0, None, None),
        ("before", 2, log(1000 * 8000) / 2, log(8) ** 2 / 2, 2, 2, 2),
    )),
    "change tasks": ("change_tasks", ROUND | {"zone": "UTC"}, rows(
        "s_before s_after c_before c_after within_a_day tasks runs_after",
        (False, False, True, False, True, 1, 1),
    )),
}  # fmt: skip
USED = {
    "worker_status": "active", "model": "used", "context_sources": ["used"],
    "tool_categories": ["used"], "output_mode": "used", "output_policy": "adds",
    "max_iterations": 1,
}  # fmt: skip
SET = {
    "worker_status": "paused", "model": "set", "context_sources": ["set"],
    "tool_categories": ["set"], "output_mode": "set", "output_policy": "replaces",
    "max_iterations": 2, "instructions_text": "Set.",
}  # fmt: skip
TRIES = (
    run("a1", 1, "failed", task_id="u1"), run("a2", 2, "completed", task_id="u1"),
    run("a3", 3, "completed", task_id="u2"), run("a4", 3, "failed", task_id="u2"),
    run("a5", 4, "completed", task_id="u3"), run("a6", 5, "failed", task_id="u3"),
    run("a7", 6, "completed", task_id="u4", quality="bad"),
    run("a8", 7, "completed", task_id="u5"), run("a9", 8, "completed", task_id="u6"),
    run("ab", 9.5, "failed", task_id="u1"),  # while it was changed
    run("ac", 11, "failed", task_id="u1"), run("ad", 12, "completed", task_id="u1"),
    run("ae", 13, "failed", task_id="u2"), run("af", 14, "failed", task_id="u5"),
    run("ag", 14, "completed", task_id="u5"), run("ah", 20, "failed", task_id="u6"),
    run("ai", 40, "completed", task_id="u4"), run("aj", 35, "queued", task_id="u4"),
    run("ak", 14, "queued", task_id="u5"),
    run("p1", 99, "failed", **PLACED), run("p2", -9, "failed", **PLACED),
    run("c1", 50, "completed", time_basis="as_of"), run("c2", 51, "completed"),
    run("d1", 53, "queued", **USED, instructions_version="used"),
    run("c3", 52, "failed", **USED, instructions_version="used", time_basis="as_of"),
)  # fmt: skip
"""Tasks that were tried several times, some at one time with two ends."""
TRIED = {"windows": [Window(0, "ann", at(0), at(9), at(10), at(60), "", *[None] * 4)]}
ASKED_OF_TRIES: dict[str, tuple[str, dict[str, Any], Rows]] = {
    "causes": ("causes", {}, rows(
        "runs workers tasks unresolved untold newest oldest", (11, 2, 6, 3, 1, "c3", "a1")
    )),
    "cause weeks": ("cause_weeks", {"edges": [at(60), at(0)]}, rows(
        "place runs tasks", (0, 2, 1), (1, 9, 6)
    )),
    "workers": ("workers", {}, rows(
        "runs unresolved untold linked", (21, 3, 1, 21), (3, 0, 0, 0), (1, 0, 0, 0)
    )),
    "worker": ("worker", {"worker_ids": ["cid", "dot"]}, [
        {"worker_id": name, "configured": name == "dot", "known_at": at(known)}
        | {"instructions_text": None, "version": settings["model"]} | settings
        for name, known, settings in (("cid", 52, USED), ("dot", 100, SET))
    ]),
    "setups": (
        "edit_setups",
        {"workers": ["dot", "cid", "ann"], "times": [at(50), at(51.5), at(60)]},
        rows(
            "number tool_categories context_sources output_mode",
            (0, ["used"], ["used"], "used"), (1, ["used"], ["used"], "used"), (2, None, None, None),
        ),
    ),
    "cause versions": ("cause_versions", {"cause": "no-reason"}, rows(
        "worker_id version runs first last finished",
        ("ann", None, 8, at(1), at(20), 17), ("ann", "v2", 2, None, None, 2),
        ("cid", "used", 1, at(52), at(52), 2),
    )),
    "cause hours": ("cause_buckets", {"filters": CID, "unit": "hour", "zone": "UTC"}, []),
    "changes": ("changes", {"filters": CID}, rows(
        "changed_at what old new old_id new_id runs_between",
        (at(50), "model", "a", "b", None, None, None),
        (at(51), "instructions", "v1", "used", "id First.", None, 1),
        (at(51), "model", "b", "c", None, None, 1), (at(123), "model", "c", "d", None, None, 2),
        (at(196), "model", "d", "e", None, None, None),
    )),
    "stamped": ("headline", {"filters": CID}, rows("runs stamped placed", (3, 2, 0))),
    "hours": ("outcomes_by_bucket", {"filters": CID, "unit": "hour", "zone": "UTC"}, rows(
        "bucket instant outcome runs", (datetime(2026, 11, 12, 3), at(51), "succeeded", 1)
    )),
    "outcomes": ("outcomes_by_bucket", {"filters": CID, "unit": "day", "zone": "UTC"}, rows(
        "bucket outcome runs", (THURSDAY, "failed", 1), (THURSDAY, "succeeded", 2)
    )),
    "worker hours": ("worker_buckets", {"filters": CID, "unit": "hour", "zone": "UTC"}, rows(
        "bucket instant succeeded finished", (datetime(2026, 11, 12, 3), at(51), 1, 1)
    )),
    "worker buckets": ("worker_buckets", {"filters": CID, "unit": "day", "zone": "UTC"}, rows(
        "bucket succeeded finished", (THURSDAY, 2, 3)
    )),
    "tasks": ("tasks", EVERY_TASK, rows(
        "task_id finished solved last newest",
        ("t3", 2, 0, None, "p1"), ("u2", 3, 1, "failed", "ae"), ("u1", 5, 2, "succeeded", "ad"),
        ("u3", 2, 1, "failed", "a6"), ("u4", 2, 1, "succeeded", "ai"),
        ("u6", 2, 1, "failed", "ah"), ("u5", 3, 2, "succeeded", "ag"),
    )),
    "tasks counted": ("tasks_counted", {"again": 2, "times": 0, "named": 3}, rows(
        "often often_in_all",
        ([{"task_id": "t3", "first_run": None, "runs": 2, "wrote": 0, "title": None}], 1),
    )),
    "change tasks": ("change_tasks", TRIED | {"zone": "UTC"}, rows(
        "s_before s_after c_before c_after within_a_day tasks runs_after",
        (False, True, True, True, False, 1, 1), (True, False, True, False, True, 2, 3),
    )),
    "change pairs": ("change_pairs", TRIED | {"shown": 5}, rows(
        "run_before run_after broke", ("a2", "ac", True), ("a9", "ah", True), ("a7", "ai", False)
    )),
    "first pairs": ("change_pairs", TRIED | {"shown": 1}, rows(
        "run_before run_after broke", ("a2", "ac", True), ("a7", "ai", False)
    )),
    "change cells": ("change_cells", TRIED, rows(
        "place runs finished succeeded bad judged",
        ("after", 9, 7, 3, 0, 0), ("before", 9, 9, 5, 1, 1), ("during", 1, 1, 0, 0, 0),
    )),
    "change clusters": ("change_clusters", TRIED, rows(
        "place clusters mm ss sm cc cm",
        ("after", 5, 4 + 1 + 4 + 1 + 1, 3, 2 + 2 + 1, 3, 2 + 2 + 1),
        ("before", 6, 4 + 4 + 4 + 1 + 1 + 1, 5, 2 + 2 + 2 + 1 + 1, 6, 2 + 2 + 2 + 1 + 1 + 1),
    )),
    "change days": ("change_days", TRIED | {"zone": "UTC"}, rows(
        "place day n s c",
        ("after", date(2026, 11, 10), 6, 2, 2), ("after", date(2026, 11, 11), 1, 1, 1),
        ("before", date(2026, 11, 10), 9, 5, 6),
    )),
    "change course": ("change_course", TRIED | {"zone": "UTC", "unit": "day"}, rows(
        "place bucket n", ("before", TUESDAY, 9), ("after", TUESDAY, 6), ("after", WEDNESDAY, 1)
    )),
    "change causes": ("change_causes", TRIED, rows(
        "place runs", ("after", 4), ("before", 3)
    )),
    "change ribbon": ("change_ribbon", TRIED | {"shown": 1}, rows(
        "run_id place", ("a9", "before"), ("ac", "after")
    )),
    "change speed": ("change_speed", TRIED, rows("place timed", ("after", 0), ("before", 0))),
}  # fmt: skip
UNORDERED = ("worker", "clusters", "finished weeks", "change speed", "cause weeks")
"""Whose rows come in no order."""


@pytest.mark.parametrize("name", ASKED)
def test_a_question_counts_what_it_says(history: History, name: str) -> None:
    assert_answered(history, name, *ASKED[name])


def test_how_many_runs_have_which_column_is_known(history: History) -> None:
    found = {row["name"]: row["runs"] for row in history.ask("filled_columns")}
    expected = {"run_id": 17, "worker": 16, "task_id": 9, "cause": 7}
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("name", ASKED_OF_TRIES)
def test_tasks_that_were_tried_again_are_counted_once(tried: History, name: str) -> None:
    assert_answered(tried, name, *ASKED_OF_TRIES[name])


@pytest.mark.parametrize("windows", [[WINDOW], [WINDOW, replace(WINDOW, number=1, at=at(8))]])
def test_questions_asked_together_are_answered_as_alone(
    history: History, tried: History, windows: list[Window]
) -> None:
    for held in (history, tried):
        windows = [*windows, replace(WINDOW, number=2, worker_id="cid", at=at(50))]
        around = held.ask_around(QUESTIONS, ALL, windows)
        for name in QUESTIONS:
            zoned = name in ("change_days", "change_tasks")
            zone = {"zone": held.about.zone} if zoned else {}
            alone = held.ask(name, ALL, windows=windows, **zone)
            told = [row | {"change": n} for n, one in enumerate(around) for row in one[name]]
            assert told == alone, name
        assert around[0]["change_cells"]


def assert_answered(
    history: History, name: str, question: str, values: dict[str, Any], expected: Rows
) -> None:
    columns = expected[0] if expected else ()
    found = [{column: row[column] for column in columns} for row in history.ask(question, **values)]
    if name in UNORDERED:
        found.sort(key=str)
        expected = sorted(expected, key=str)
    assert found == [pytest.approx(row) if row.get("log_mean") else row for row in expected]
