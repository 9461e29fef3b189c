"""Truth 10: a worker that fell silent, and runs that have not ended for days.

They stand behind all other runs, so that these keep their ids; and before the last week, of which
they change no number.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from data.generator.plan import DAY_0, Kind, Phase, Worker
from data.generator.runs import runs_of
from data.generator.workers import text

Row = dict[str, Any]
STOCK = text(
    "stock check assistant",
    "Compare the stock of the product with its lower limit.",
    "Name in a comment what has to be ordered.",
)
SILENT = Worker(
    "Stock check", "Watches stock levels.", 2.4,
    (Phase(0, "v1", STOCK, (Kind("product", 1, 1.0),), {}, context=("tasks", "products"),
           tools=("productivity", "products")),),
    last_day=61,
)  # fmt: skip
STUCK = ((58, "Product texts"), (60, "Product texts"))
"""On which day a run of which worker began that has not ended."""


def silent_runs(chance: Random, first_number: int) -> list[Row]:
    """The runs of the worker that fell silent on day 61."""
    return runs_of(SILENT, chance, first_number)


def stuck_runs(rows: list[Row]) -> list[Row]:
    """Runs that have not ended, like others of their workers. rows: of all workers."""
    found = []
    for n, (day, worker) in enumerate(STUCK):
        like = next(row for row in rows if row["worker"] == worker and row["status"] == "completed")
        at = DAY_0 + timedelta(days=day, hours=10, minutes=20 + n)
        number = 99_001 + n
        own = {
            "created_at": at,
            "record_id": f"R{number}",
            "task_id": f"T{number}",
            "task_title": f"Text for product {number}",
            "task_url": f"https://work.example/t/{number}",
            "status": "running",
        }
        left_out = (
            "finished_at", "duration_ms", "comment_preview", "effects", "effects_state",
            "tools_called", "steps", "tokens", "retry_of",
        )  # fmt: skip
        found.append({name: value for name, value in like.items() if name not in left_out} | own)
    return found
