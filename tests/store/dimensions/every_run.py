"""Runs in which every dimension has several values, none, and hostile ones; and what Python says
of each, to hold SQL against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.ledger.clearances import CLEANED, LOOKED
from dashboard.ledger.decisions import DECIDED
from dashboard.ledger.judgements import JUDGED
from dashboard.ledger.ledger import Ledger
from dashboard.records.rows import Answers
from dashboard.store.dimensions.dimension import NONE
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

ZONE = ZoneInfo("Europe/Berlin")
HOSTILE = (
    "O'Brien “and” \"co\"", "100%_\\ done", "nul\0inside", "x" * 5000, "\u202eevil\u202c",
    "🙂👩‍👩‍👧", "'; DROP TABLE runs; --", "$keep_0_0", "$zone", "{} {0} %s", " spaced ",
    "a=b&c=d#e", "שלום", "Ünï\ncödé", "-", "NULL", "not-worker",
)  # fmt: skip
VALUES: tuple[str | None, ...] = ("plain", None, *HOSTILE, "plain", None)
ERRORS = ("Timed out after 3 s", None, "Month 3 is closed")
STATUSES = ("failed", "completed", "running", "failed", "completed", "failed")
DURATIONS = (0, 9_999, 10_000, 60_000, 299_999, 300_000, 1_800_000, 10**9, None)

Run = dict[str, Any]
Told = Callable[[Run], set[str]]


def _turned(n: int, by: int) -> str | None:
    return VALUES[(n + by) % len(VALUES)]


def made(n: int) -> Run:
    """The n-th run; no two columns of it hold the same value."""
    status = STATUSES[n % len(STATUSES)]
    comment = None if n % 12 == 1 else _turned(n, 14)
    called = [{"name": _turned(n, 9) or "once", "ok": n % 2 == 0}, {"name": "again", "ok": True}]
    return {
        "run_id": f"r{n}",
        "status": status,
        "created_at": NOW - timedelta(days=n % 9 * 3, hours=n),
        "time_basis": "import" if n % 11 == 10 else "export",
        "worker_id": _turned(n, 0),
        "worker": _turned(n, 0) and f"name of {_turned(n, 0)}",
        "error_type": _turned(n, 1),
        "error_message": ERRORS[n % 3] if status == "failed" else None,
        "quality": ("good", "bad", None)[n % 3] if status == "completed" else None,
        "attributed_to": ("worker", None, "input")[n % 3] if status != "running" else None,
        "instructions_version": _turned(n, 2),
        "model": _turned(n, 3),
        "trigger": _turned(n, 4),
        "record_type": _turned(n, 5),
        "record_id": _turned(n, 6),
        "task_id": _turned(n, 7) if _turned(n, 0) else "of nobody",
        "output_mode": _turned(n, 8),
        "output_location": _turned(n, 10) if comment else None,
        "output_visibility": ("internal", "customer", None)[n % 3],
        "output_policy": ("adds", None, "replaces", "unknown")[n % 4],
        "max_iterations": (12, 25, None)[n % 3],
        "worker_status": _turned(n, 11),
        "duration_ms": DURATIONS[n % len(DURATIONS)],
        "context_sources": None if n % 7 == 0 else [_turned(n, 12) or "tasks", "CRM"][: n % 3],
        "tool_categories": None if n % 6 == 0 else [_turned(n, 13) or "docs", "files"][: n % 3],
        "tools_called": None if n % 8 == 0 else called[: n % 3],
        "comment_preview": comment,
        "effects_state": (None, "none", "unknown", None, "created")[n % 5],
    }


def _without_reason(n: int) -> Run:
    """A run that failed and says nothing of why."""
    empty = dict.fromkeys(("error_type", "error_message", "quality", "tools_called"))
    return made(n) | {"status": "failed"} | empty


RUNS = [*(made(n) for n in range(2 * len(VALUES))), _without_reason(2 * len(VALUES))]
SAID = (("good", ""), None, ("bad", "worker"), ("bad", ""), None, ("bad", "input"))
"""What a reviewer says of a run and why, one after the other."""
LOOKED_AT: dict[str, tuple[str, dict[str, Any]]] = {
    "looked up": (LOOKED, {"run": "r4", "place": "x", "found": "nothing", "note": ""}),
    "cleaned up": (CLEANED, {"runs": ["r4", "r7", "r1"], "cleaned": "yes", "told": "no"}),
    "decided": (DECIDED, {"runs": ["r9", "r1"], "action": "unchanged",
                          "evidence": {"sentence": "x"}}),
}  # fmt: skip
"""How some of them were looked at, and what says it."""
WORKED = ("worker_id", "task_id")


def chosen_as(of: Told, run: Run) -> set[str]:
    """The values by which a run is chosen: those that it has, or NONE."""
    return of(run) or {NONE}


def told_by(history: History) -> dict[str, Told]:
    """Per dimension by whose values runs are chosen, the values that a run has."""
    kept = {run["run_id"]: history.ask("run", run_id=run["run_id"])[0] for run in RUNS}

    def of_history(name: str) -> Told:
        return lambda run: {kept[run["run_id"]][name]} - {None}

    def of_checks(run: Run) -> set[str]:
        return set((kept[run["run_id"]]["checks"] or "").split())

    return TOLD | {name: of_history(name) for name in ("cause", "origin")} | {"check": of_checks}


def history_in(home: Home) -> History:
    """These runs as a history."""
    import_export(home, export(*RUNS, answers=Answers(zone=str(ZONE))), NOW)
    for n, run in enumerate(RUNS):
        if said := SAID[n % len(SAID)]:
            about = {"run": run["run_id"], "verdict": said[0], "why": said[1]}
            Ledger(home.path).append(JUDGED, about)
    for kind, about in LOOKED_AT.values():
        Ledger(home.path).append(kind, about)
    found = current(home)
    assert found is not None
    return found


def _column(name: str) -> Told:
    return lambda run: set() if run[name] is None else {str(run[name])}


def _elements(name: str) -> Told:
    return lambda run: set(run[name] or ())


def _outcome(run: Run) -> str:
    if run["status"] != "completed":
        return str(run["status"])
    return "bad" if run["quality"] == "bad" else "succeeded"


def _local(run: Run) -> datetime | None:
    return run["created_at"].astimezone(ZONE) if run["time_basis"] == "export" else None


def _on_clock(told: Callable[[datetime], str]) -> Told:
    def of(run: Run) -> set[str]:
        local = _local(run)
        return set() if local is None else {told(local)}

    return of


def _turn(run: Run) -> set[str]:
    same = [one for one in RUNS if all(one[name] == run[name] for name in WORKED)]
    if run["task_id"] is None or any(one["time_basis"] != "export" for one in same):
        return set()
    place = sorted(same, key=lambda one: (one["created_at"], one["run_id"])).index(run)
    return {("first", "second", "third or later")[min(place, 2)]}


def _duration(run: Run) -> set[str]:
    if run["duration_ms"] is None:
        return set()
    seconds = run["duration_ms"] / 1000
    bands = {10: "under 10 s", 60: "10 s to 1 min", 300: "1 to 5 min", 1800: "5 to 30 min"}
    return {next((told for most, told in bands.items() if seconds < most), "30 min or more")}


def _effects(run: Run) -> set[str]:
    if run["effects_state"] == "created" or run["comment_preview"] is not None:
        return {"created"}
    return {"none" if run["effects_state"] == "none" else "unknown"}


def _customers(run: Run) -> set[str]:
    """No call of these runs wrote anything, and none lists its effects."""
    (effects,), seen = _effects(run), run["output_visibility"]
    if effects == "none":
        return {"no"}
    if effects == "created" and seen:
        untold = run["effects_state"] == "unknown"
        return {"yes"} if seen == "customer" else set() if untold else {"no"}
    return {"maybe"} if seen == "customer" else set()


def _looked_at(run: Run) -> set[str]:
    found = {"judged"} if SAID[RUNS.index(run) % len(SAID)] else set()
    for how, (_, about) in LOOKED_AT.items():
        if run["run_id"] in about.get("runs", [about.get("run")]):
            found.add(how)
    return found


def _said(place: int) -> Told:
    def of(run: Run) -> set[str]:
        said = SAID[RUNS.index(run) % len(SAID)]
        return {said[place]} - {""} if said else set()

    return of


TOLD: dict[str, Told] = {
    "worker": _column("worker_id"),
    "outcome": lambda run: {_outcome(run)},
    "status": _column("status"),
    "error-type": _column("error_type"),
    "version": _column("instructions_version"),
    "model": _column("model"),
    "trigger": _column("trigger"),
    "record-type": _column("record_type"),
    "record": _column("record_id"),
    "task": _column("task_id"),
    "output-mode": _column("output_mode"),
    "output-location": _column("output_location"),
    "visibility": _column("output_visibility"),
    "on-rerun": _column("output_policy"),
    "max-iterations": _column("max_iterations"),
    "worker-status": _column("worker_status"),
    "turn": _turn,
    "weekday": _on_clock(lambda local: local.strftime("%A")),
    "time-of-day": _on_clock(
        lambda local: f"{local.hour // 4 * 4:02}:00 to {local.hour // 4 * 4 + 4:02}:00"
    ),
    "hour": _on_clock(lambda local: local.strftime("%H:00")),
    "duration": _duration,
    "context": _elements("context_sources"),
    "tool": _elements("tool_categories"),
    "effects": _effects,
    "customers": _customers,
    "called": lambda run: {call["name"] for call in run["tools_called"] or ()},
    "judged": _said(0),
    "looked-at": _looked_at,
    "judged-why": _said(1),
    "tool-error": lambda run: {
        call["name"] for call in run["tools_called"] or () if not call["ok"]
    },
}
"""Per dimension what a run has of it; of causes, origins and checks only a history knows."""
