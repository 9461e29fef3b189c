"""The plain run list: eight columns, half a day, no zone. What most people have to begin with."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from data.generator.texts import comment, error

HEADER = (
    "Run ID", "Worker", "Status", "Created", "Task", "Task link", "Comment preview", "Error",
)  # fmt: skip
START = datetime(2026, 11, 16)
COUNT, FAILED, OPEN, RETRIES = 400, 37, 4, 32
WORKERS = tuple(
    f"{what} {number}"
    for what in ("Inbox helper", "Order desk", "Billing helper", "Project notes")
    for number in range(1, 6)
)
CAUSES = ("record access", "record gone", "disabled tool", "time-out", "rate limit", "network")


def run_list(chance: Random) -> list[dict[str, Any]]:
    """Rows of the list, oldest first; most failed tasks were tried again and then worked."""
    step = timedelta(hours=12) / COUNT
    failed = {int((n + chance.random()) * (COUNT - 30) / FAILED) for n in range(FAILED)}
    rows: list[dict[str, Any]] = []
    waiting: list[dict[str, Any]] = []
    retried = 0
    for n in range(COUNT):
        again = waiting and n not in failed and retried < RETRIES and chance.random() < 0.5
        first = waiting.pop(0) if again else None
        retried += first is not None
        row = _row(n, START + n * step, chance)
        if first:
            for name in ("Worker", "Task", "Task link"):
                row[name] = first[name]
        if n in failed:
            cause = CAUSES[len([earlier for earlier in failed if earlier < n]) % len(CAUSES)]
            row |= {"Status": "Failed", "Error": error(chance, cause, "order", 2000 + n)[1]}
            waiting.append(row)
        elif n >= COUNT - OPEN:
            row["Status"] = ("Running", "Running", "Pending", "Queued")[COUNT - 1 - n]
        else:
            row |= {"Comment preview": comment(chance, row["Task"])}
        rows.append(row)
    return rows


def _row(n: int, at: datetime, chance: Random) -> dict[str, Any]:
    number = 2000 + n
    return {
        "Run ID": f"{90_000 + n:06d}",
        "Worker": chance.choice(WORKERS),
        "Status": "Completed",
        "Created": f"{at:%Y-%m-%d %H:%M}",
        "Task": f"Order {number}: {chance.choice(('reply', 'update', 'summary', 'check'))}",
        "Task link": f"https://work.example/t/{number}",
        "Comment preview": "",
        "Error": "",
    }
