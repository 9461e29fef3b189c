"""Small workspaces for tests of pages, loaded by the real command."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard.cli import main

FIRST = datetime(2026, 10, 5, 9, tzinfo=UTC)  # a Monday
COLUMNS = (
    "run_id", "status", "created_at", "worker_id", "worker", "task_id", "task_title", "model",
    "record_type", "instructions_version", "comment_preview", "error_message", "duration_ms",
)  # fmt: skip


def runs(days: int = 28, workers: Iterable[str] = ("Ann", "Bob", "Cleo")) -> list[dict[str, str]]:
    """Four runs a day and worker; Ann fails one in four, Cleo's version changes half way."""
    found = []
    for day in range(days):
        for worker in workers:
            for n in range(4):
                failed = worker == "Ann" and n == 0
                found.append(
                    {
                        "run_id": f"{worker}-{day}-{n}",
                        "status": "failed" if failed else "completed",
                        "created_at": (FIRST + timedelta(days=day, hours=n)).isoformat(),
                        "worker_id": worker.lower(),
                        "worker": worker,
                        "task_id": f"t-{worker}-{day}-{n // 2}",
                        "task_title": f"Task {day} of {worker}",
                        "model": "model-a",
                        "record_type": ("invoice", "deal")[n % 2],
                        "instructions_version": "v2" if worker == "Cleo" and day > 13 else "v1",
                        "comment_preview": "" if failed else "All done.",
                        "error_message": "Access to the record was denied" if failed else "",
                        "duration_ms": str(1000 * (n + 1)),
                    }
                )
    return found


def load(home: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as a canonical CSV and load it into a workspace."""
    path = home.with_name(f"{home.name}-runs.csv")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    assert main(["--home", str(home), "load", str(path)]) == 0
