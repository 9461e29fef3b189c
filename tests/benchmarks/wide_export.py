"""Wide, realistic exports of any size, in the canonical format, as NDJSON or CSV.

Optional columns are absent here and there, texts are long and not only in ASCII, tool calls are
nested, some runs are tried again, some are exported in several versions, and the instructions
change over time.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

START = datetime(2025, 10, 1, tzinfo=UTC)
COLUMNS = (
    "run_id", "worker_id", "worker", "retry_of", "status", "created_at", "started_at",
    "finished_at", "updated_at", "duration_ms", "trigger", "record_type", "record_id",
    "record_title", "record_url", "task_id", "task_title", "task_url", "task_text",
    "instructions_version", "model", "context_sources", "tool_categories", "output_mode",
    "output_policy", "max_iterations", "worker_status", "tools_called", "steps", "tokens", "cost",
    "comment_preview", "output_text", "output_visibility", "effects", "error_type",
    "error_message", "score", "quality_reason", "region",
)  # fmt: skip
_NAMES = ("Müller & Söhne", "Acme Ltd", "Łódź Logistics", "東京商事", "O'Brien", 'The "Big" Co')
_WORDS = (
    "the customer was reminded of an open amount, and the reply was filed under the account; "
    "überfällige Rechnung geprüft, nächster Schritt am Montag — no further action is needed. "
    "delivery address confirmed with the warehouse, stock levels updated, note left for sales. "
)
_ERRORS = (
    ("Timeout", "Request {n} to the accounting service timed out after 30 s"),
    ("ToolError", "create_comment: permission denied for record inv-{n}"),
    ("ModelError", "The model returned no valid JSON (attempt {n})\nTraceback: see log"),
)
_TOOLS = (
    ("find_record", "CRM", False), ("read_document", "documents", False),
    ("search_mail", "mail", False), ("create_comment", "tasks", True),
    ("update_record", "CRM", True),
)  # fmt: skip


def rows(count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """The rows of an export; of one run in 100 a second, later version follows."""
    chance = random.Random(seed)
    for n in range(count):
        row = _row(n, count, chance)
        yield {name: value for name, value in row.items() if value is not None}


def _row(n: int, count: int, chance: random.Random) -> dict[str, Any]:
    again = n % 100 == 99
    number = n - 7 if again else n
    created = START + timedelta(seconds=number * 20, milliseconds=chance.randrange(1000))
    worker, failed = number % 40, chance.random() < 0.1
    took = chance.randrange(800, 90_000)
    ended = created + timedelta(milliseconds=took)
    error = _ERRORS[chance.randrange(3)] if failed else None
    tools = [_TOOLS[chance.randrange(5)] for _ in range(chance.randrange(1, 5))]
    name = _NAMES[chance.randrange(6)]
    start = chance.randrange(len(_WORDS))
    text = (_WORDS[start:] + _WORDS) * 2
    return {
        "run_id": f"run-{number:08d}",
        "worker_id": f"w{worker}",
        "worker": f"Worker {worker} – {name}" if worker % 3 else f"Worker {worker}",
        "retry_of": f"run-{number - 40:08d}" if n % 20 == 7 and number > 40 else None,
        "status": "failed" if failed else "completed" if n % 50 else "cancelled",
        "created_at": created.isoformat(timespec="milliseconds"),
        "started_at": (created + timedelta(seconds=1)).isoformat(timespec="seconds"),
        "finished_at": ended.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "updated_at": (ended + timedelta(days=again)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "duration_ms": took if n % 3 else took + 0.25,
        "trigger": ("schedule", "mention", "assignment")[n % 3],
        "record_type": "invoice" if n % 4 else None,
        "record_id": f"inv-{n % 90_000}",
        "record_title": f"Invoice {n % 90_000} of {name}",
        "record_url": f"https://crm.example.com/records/inv-{n % 90_000}",
        "task_id": f"task-{n // 2}",
        "task_title": f"Follow up on invoice {n % 90_000} – {name}",
        "task_url": f"https://tasks.example.com/t/{n // 2}",
        "task_text": text[: chance.randrange(80, 200)] if n % 5 else None,
        "instructions_version": f"v{number * 6 // count + 1}",
        "model": "model-a" if number * 2 < count else "model-b",
        "context_sources": ["tasks", "CRM"] if worker % 2 else ["tasks", "mail", "documents"],
        "tool_categories": ["tasks", "CRM", "mail"][: 1 + worker % 3],
        "output_mode": "task comment",
        "output_policy": "adds",
        "max_iterations": 25,
        "worker_status": "active" if worker else "paused",
        "tools_called": [
            {"name": tool, "category": category, "ok": not failed, "wrote": wrote}
            for tool, category, wrote in tools
        ],
        "steps": len(tools) + 1,
        "tokens": chance.randrange(500, 60_000),
        "cost": round(chance.random() / 10, 5) if n % 7 else None,
        "comment_preview": None if failed else text[:120],
        "output_text": None if failed else text[: chance.randrange(200, 420)],
        "output_visibility": "internal",
        "effects": [{"kind": "comment", "id": f"c{n}", "customer_visible": False}]
        if not failed and n % 2 else None,
        "error_type": error[0] if error else None,
        "error_message": error[1].format(n=n % 997) if error else None,
        "score": round(chance.random(), 3) if n % 6 == 0 else None,
        "quality_reason": None,
        "region": ("north", "süd")[n % 2] if n % 9 == 0 else None,
    }  # fmt: skip


def write_ndjson(path: Path, count: int, *, damaged: bool = False) -> None:
    """An export with one object a line; damaged: of every thousand lines one is cut short."""
    with path.open("w", encoding="utf-8") as file:
        for n, row in enumerate(rows(count)):
            line = json.dumps(row, ensure_ascii=n % 2 == 0)
            file.write((line[:-20] if damaged and n % 1000 == 500 else line) + "\n")


def write_csv(path: Path, count: int, *, damaged: bool = False) -> None:
    """The same as CSV, lists and objects as JSON; damaged: one row in a thousand lacks a cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for n, row in enumerate(rows(count)):
            cells = [_cell(row.get(name)) for name in COLUMNS]
            writer.writerow(cells[:-1] if damaged and n % 1000 == 500 else cells)


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
