"""A worker that was edited on day TURN, and what is made of its runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from dashboard.analysis.changes import Changes, all_changes
from dashboard.analysis.impact import Impact
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.workspaces import FIRST, import_runs

Plant = Callable[[int], dict[str, Any]]
DAYS, TURN = 40, 20
BEFORE, WORSE = (20, 0.9, "v1"), (20, 0.6, "v2")


def reading(home: Path) -> History:
    history = current(Home(home))
    assert history
    return history


def runs(
    plant: Plant,
    rates: tuple[float, float] = (0.9, 0.9),
    a_day: int = 10,
    days: int = DAYS,
    start: int = 0,
) -> Iterator[dict[str, Any]]:
    """Runs of one worker; from day TURN on the second rate holds. plant: fields of a day's runs."""
    chance = Random(3)
    for day in range(start, days):
        for n in range(a_day):
            failed = chance.random() > rates[day >= TURN]
            yield {
                "run_id": f"r{day:03}-{n}",
                "worker_id": "ann",
                "worker": "Ann",
                "status": "failed" if failed else "completed",
                "created_at": (FIRST + timedelta(days=day, minutes=20 * n)).isoformat(),
                "error_message": "it broke" if failed else None,
                "instructions_version": "v2" if day >= TURN else "v1",
                "duration_ms": 60_000,
            } | plant(day)


def changes_of(home: Path, *made: dict[str, Any], **side: Any) -> Changes:
    return all_changes(reading(import_runs(home, *made, **side)), ALL)


def only(found: Changes) -> Impact:
    (impact,) = found.impacts
    return impact


def iso(day: float) -> str:
    """The beginning of a day, or a time of it, as exports write it."""
    return (FIRST + timedelta(days=day)).isoformat()


def planted(*parts: tuple[int, float, str]) -> Iterator[dict[str, Any]]:
    """Days of ten runs each, from day −90 on, in which a share succeeds, spread evenly, by version
    of the instructions."""
    day, n = -90, 0
    for days, share, version in parts:
        for at in range(day, day + days):
            for place in range(10):
                yield {
                    "run_id": f"r{n}", "worker_id": "ann", "worker": "Ann",
                    "created_at": iso(at + place / 72),
                    "status": "completed" if 37 * n % 100 < 100 * share else "failed",
                    "instructions_version": version,
                }  # fmt: skip
                n += 1
        day += days


def models(*parts: tuple[int, float, str]) -> list[dict[str, Any]]:
    """As planted, by model."""
    return [
        {**run, "instructions_version": None, "model": run["instructions_version"]}
        for run in planted(*parts)
    ]
