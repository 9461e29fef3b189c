"""Made-up histories of a small world, in which much is of one worker, task, record or time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from dashboard.records.rows import Export
from tests.store.conftest import export

Row = dict[str, Any]

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXTS = (
    "Reminder for invoice 2041 of Alder Works is written, the customer pays on Monday.",
    "Reminder for invoice 2041 of Alder Works was written, the customer pays on Monday.",
    "I looked into the matter and wrote to the customer, who answers as soon as possible.",
    "I looked into the matter and wrote to the customers, who answer as soon as possible.",
    "I have sent the reminder to Peter Novak, call 0170 55667788.",
    "Done.", "-", None, "This comment is cut at the length of sixty signs, as many are in",
)  # fmt: skip
ERRORS = (None, "Request 17 timed out after 30 s", "Request 18 timed out after 30 s", "No access")


def run(chance: Random, at: int) -> Row:
    """A run of a small world, in which much is of one worker, task, record or time."""
    some = chance.choice
    worker = some([None, "Ann", "Bob", "w3"])
    return {
        "run_id": f"r{chance.randrange(60)}",
        "worker_id": worker,
        "worker": some(["Cleo", "Cleo", "Dan"]) if worker == "w3" else worker,
        "retry_of": f"r{chance.randrange(70)}" if chance.random() < 0.2 else None,
        "status": some(["completed", "completed", "completed", "failed", "running"]),
        "created_at": START + timedelta(hours=at + chance.randrange(3)),
        "updated_at": some([None, START + timedelta(hours=chance.randrange(300))]),
        "time_basis": some(["export"] * 9 + ["import"]),
        "trigger": some([None, "mail", "clock"]),
        "record_type": some(["deal", "invoice"]),
        "record_id": some([None, "1", "2"]),
        "task_id": some([None, "t1", "t2", "t3"]),
        "instructions_id": some([None, None, "hash-1", "hash-2"]),
        "instructions_version": some([None, None, f"v{at // 60}"]),
        "model": some(["a", "b"]) if at % 50 < 8 else f"m{at // 90}",
        "context_sources": some([["crm"], ["CRM ", "mail"]]) if worker == "Bob" else None,
        "tool_categories": [some(["deal", "invoice"])] if at > 100 else ["all"],
        "tools_called": [{"name": "send_mail", "ok": True, "wrote": False}],
        "worker_status": "active" if at < 150 else "paused",
        "comment_preview": some(TEXTS),
        "output_text": some([None, None, None, some(TEXTS)]),
        "effects_state": some([None, None, "created"]),
        "error_message": some(ERRORS),
        "quality": some([None, None, "bad"]),
    }


def beside(chance: Random) -> dict[str, list[Row]]:
    """What may stand beside runs: workers, texts of instructions, a log of changes."""
    if chance.random() < 0.5:
        return {}
    some, worker = chance.choice, chance.choice(["Ann", "Bob", "w3", "Cleo"])
    changed_at = START + timedelta(hours=chance.randrange(250))
    text = some(["Answer in JSON.", "Write at most 5 words.", "Be kind."])
    return {
        "workers": [
            {"worker_id": worker, "worker": worker, "output_policy": some(["adds", "replaces"])}
        ],
        "instructions": [
            {
                "instructions_id": some([None, "hash-1", "hash-2"]), "worker_id": worker,
                "instructions_version": some(["v0", "v1", "w"]), "instructions_text": text,
            }
        ],
        "changes": [
            {
                "worker_id": worker, "changed_at": changed_at, "new": some(["v1", "b", "m1"]),
                "what": some(["instructions", "model"]),
            }
        ],
    }  # fmt: skip


def loads(chance: Random) -> list[Export]:
    """Exports of some days each, that overlap and do not come in the order of their days."""
    found = []
    for _ in range(chance.randrange(2, 7)):
        since, rows = chance.randrange(240), chance.choice([2, 8, 40])
        runs = [run(chance, since + place // 2) for place in range(rows)]
        if chance.random() < 0.2:
            runs = [{k: v for k, v in one.items() if k != "comment_preview"} for one in runs]
        as_of = START + timedelta(days=chance.randrange(20))
        found.append(export(*runs, as_of=as_of, **beside(chance)))
    return found
