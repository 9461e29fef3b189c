"""Draw the runs of a worker: when, on what, and how they end.

Outcomes are dealt by quota, spread over the time of a phase, so that the sample's rates are those
of the plan and no worker is lucky: what is found in the sample was planted in it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from random import Random
from typing import Any

from data.generator.plan import AS_OF, DAY_0, Kind, Phase, Worker
from data.generator.texts import comment, error, task_text, task_title

Row = dict[str, Any]
HOURS = (7, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 12, 13, 13, 14, 14, 14, 15, 15, 16, 17, 19, 22)
RETRIED = 0.55
CANCELLED = 0.006
TOOL_FAILED = ("record access", "record gone")
TASK_AND_RECORD = ("task_id", "task_title", "task_text", "task_url", "record_id")


def instructions_id(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def runs_of(
    worker: Worker, chance: Random, first_number: int, until: datetime = AS_OF
) -> list[Row]:
    """All runs of one worker, oldest first. first_number: of its first record and task; until: the
    end of what its phases plan."""
    moments = _moments(worker, chance, until)
    ends = [phase.at for phase in worker.phases[1:]] + [until]
    rows: list[Row] = []
    for phase, end in zip(worker.phases, ends, strict=True):
        times = [at for at in moments if phase.at <= at < end]
        times = [at for n, at in enumerate(times) if _due(n, phase.traffic)]
        rows += _deal(worker, phase, times, chance, first_number + len(rows))
    rows.sort(key=lambda row: row["created_at"])
    _retry(rows, chance)
    _under_way(worker, rows, chance, until)
    return rows


def _moments(worker: Worker, chance: Random, until: datetime) -> list[datetime]:
    """Created times: as many a day as planned, in working hours, in a steady rhythm."""
    found, owed = [], 0.0
    for day in range((until - DAY_0).days + 1):
        if not worker.phases[0].start <= day <= worker.last_day:
            continue
        weekend = (DAY_0 + timedelta(days=day)).weekday() >= 5
        owed += worker.per_day * (worker.weekend if weekend else 1)
        count, owed = int(owed), owed - int(owed)
        for _ in range(count):
            hour, second = chance.choice(HOURS), chance.randrange(3600)
            at = DAY_0 + timedelta(days=day, hours=hour, seconds=second)
            if at < until - timedelta(minutes=40) and at < DAY_0 + timedelta(days=worker.last_day):
                found.append(at)
    return sorted(found)


def _deal(
    worker: Worker, phase: Phase, times: list[datetime], chance: Random, number: int
) -> list[Row]:
    """The runs of one phase: kinds of records by quota, and failures by quota within each."""
    kinds = _spread([kind.weight for kind in phase.kinds], len(times), chance)
    rows = []
    for index, kind in enumerate(phase.kinds):
        mine = [at for at, dealt in zip(times, kinds, strict=True) if dealt == index]
        failed = set(_positions(len(mine), round(len(mine) * (1 - kind.success)), chance))
        scheduled = 0
        for position, at in enumerate(mine):
            number += 1
            row = _run(worker, phase, kind, at, chance, number)
            on_schedule = row["trigger"] == "schedule"
            scheduled += on_schedule
            if kind.gap and on_schedule and _due(scheduled, kind.gap.failing):
                _fail(row, {kind.gap.cause: 1}, phase, chance, number)
            elif position in failed:
                _fail(row, phase.causes, phase, chance, number)
            else:
                _complete(worker, row, chance)
            rows.append(row)
    return rows


def _due(n: int, share: float) -> bool:
    """Whether the n-th of a row is one of a share of it, evenly spread."""
    return int((n + 1) * share) > int(n * share)


def _spread(weights: list[float], count: int, chance: Random) -> list[int]:
    """Indexes in the shares of their weights, evenly mixed: whoever is owed most comes next."""
    owed = [chance.random() * weight for weight in weights]
    dealt = []
    for _ in range(count):
        owed = [debt + weight for debt, weight in zip(owed, weights, strict=True)]
        index = max(range(len(owed)), key=lambda place: owed[place])
        owed[index] -= sum(weights)
        dealt.append(index)
    return dealt


def _positions(count: int, chosen: int, chance: Random) -> list[int]:
    """So many of count positions, one somewhere in each of as many equal stretches."""
    return [int((n + chance.random()) * count / chosen) for n in range(chosen)]


def _run(
    worker: Worker, phase: Phase, kind: Kind, at: datetime, chance: Random, number: int
) -> Row:
    lacking = kind.gap and kind.gap.source
    title = task_title(chance, kind.record_type, number, at.isocalendar().week)
    took = timedelta(seconds=round(chance.lognormvariate(3.4, 0.6), 1))
    return {
        "worker": worker.name,
        "created_at": at,
        "finished_at": at + timedelta(seconds=chance.randrange(2, 40)) + took,
        "duration_ms": round(took.total_seconds() * 1000),
        "trigger": chance.choice(worker.triggers),
        "record_type": kind.record_type,
        "record_id": f"R{number}",
        "task_id": f"T{number}",
        "task_title": title,
        "task_text": task_text(kind.record_type, number),
        "task_url": f"https://work.example/t/{number}",
        "instructions_id": instructions_id(phase.instructions),
        "instructions_version": phase.version,
        "model": phase.model,
        "context_sources": "; ".join(source for source in phase.context if source != lacking),
        "tool_categories": "; ".join(phase.tools),
        "output_mode": "task comment",
        "worker_status": phase.worker_status,
        "max_iterations": 12,
        "steps": chance.randrange(2, 9),
        "tokens": chance.randrange(900, 9000),
        "output_visibility": worker.visibility,
    }


def _fail(row: Row, causes: dict[str, float], phase: Phase, chance: Random, number: int) -> None:
    cause = chance.choices(list(causes), list(causes.values()))[0]
    row["status"] = "failed"
    row["error_type"], row["error_message"] = error(chance, cause, row["record_type"], number)
    row["tools_called"] = _calls(phase.tools[-1:], ok=cause not in TOOL_FAILED)
    if cause == "worker paused":
        row["tools_called"] = "[]"
    row["effects_state"] = "unknown" if cause in ("time-out", "network") else "none"


def _complete(worker: Worker, row: Row, chance: Random) -> None:
    categories = row["tool_categories"].split("; ")
    row["status"] = "cancelled" if chance.random() < CANCELLED else "completed"
    if row["status"] == "cancelled":
        row["effects_state"] = "none"
        return
    row["comment_preview"] = comment(chance, row["task_title"])
    row["tools_called"] = _calls(categories[-1:], ok=True)
    row["effects_state"] = "created"
    seen = worker.visibility == "customer"
    row["effects"] = json.dumps(
        [{"kind": kind, "id": f"{kind[0]}{row['task_id'][1:]}", "customer_visible": seen}
         for kind in worker.writes],
        separators=(",", ":"),
    )  # fmt: skip
    if worker.judged is not None:
        bad = chance.random() < worker.judged
        row["score"], row["quality"] = (0.2, "bad") if bad else (0.9, "good")
        row["quality_reason"] = "The requested format was missed" if bad else None


def _calls(categories: list[str] | tuple[str, ...], *, ok: bool) -> str:
    calls = [
        {"name": f"{category.lower()}.read", "category": category, "ok": ok}
        for category in categories
    ]
    return json.dumps(calls, separators=(",", ":"))


def _retry(rows: list[Row], chance: Random) -> None:
    """Let the next run on the same kind of record, soon after a failed one, try its task again."""
    for index, row in enumerate(rows):
        if row["status"] != "failed" or chance.random() > RETRIED:
            continue
        for later in rows[index + 1 : index + 12]:
            soon = later["created_at"] - row["created_at"] < timedelta(hours=20)
            same = all(later[name] == row[name] for name in ("record_type", "instructions_version"))
            if soon and same and "retry_of" not in later:
                for name in TASK_AND_RECORD:
                    later[name] = row[name]
                later["retry_of"] = row
                if "comment_preview" in later:
                    later["comment_preview"] = comment(chance, row["task_title"])
                break


def _under_way(worker: Worker, rows: list[Row], chance: Random, until: datetime) -> None:
    """Runs that had not ended when the export was taken."""
    for minutes, status in zip((9, 3), worker.active, strict=False):
        phase = worker.phases[-1]
        at = until - timedelta(minutes=minutes, seconds=chance.randrange(50))
        number = int(rows[-1]["task_id"][1:]) + 900 + minutes
        row = _run(worker, phase, phase.kinds[0], at, chance, number)
        rows.append(row | {"status": status, "finished_at": None, "duration_ms": None})
