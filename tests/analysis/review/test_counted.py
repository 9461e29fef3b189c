"""As many runs as a finding says stand behind its link, and in the document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dashboard.analysis.headline import headline
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import review
from dashboard.store.filters.filter_links import parse, to_params
from dashboard.store.filters.filters import ALL, Filters
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from tests.reading import SHARED
from tests.workspaces import import_file, import_runs, import_sample

MONDAY = datetime.fromisoformat("2026-10-12T00:00:00+00:00")
NAMES = ("Ann", " Ann ", "O'Brien", "$worker", "not-worker", "a=b&c=d", "🙂", "[x](y)", None, "-")
ERRORS = ("Access denied", "Timed out", "Timed out", "-", "\u202elive", "=1+1")
STATUSES = ("completed", "failed", "completed", "running", "failed", "completed", "cancelled")
SHOWN = (None, "Invoice 2041 is paid.", "Invoice 2041 is paid.", "", "Done", None, "-")
WRITES = [{"name": "send_mail", "wrote": True}]


def hostile(home: Path) -> Path:
    """Five weeks of runs of workers with and without names, in which everything turns up."""
    runs: list[dict[str, Any]] = []
    for n in range(840):
        name, status = NAMES[n * 7 % len(NAMES)], STATUSES[n % len(STATUSES)]
        run = {
            "run_id": f"r{n}",
            "worker": name and f"{name} the worker",
            "worker_id": name,
            "status": status if n < 800 or status != "running" else "completed",
            "created_at": (MONDAY + timedelta(hours=n)).isoformat(),
            "error_message": ERRORS[n * 5 % len(ERRORS)] if status == "failed" else None,
            "comment_preview": SHOWN[n * 3 % len(SHOWN)],
            "output_visibility": ("customer", None, "internal", "customer", "unknown")[n % 5],
            "effects_state": (None, "none", "unknown", "created")[n * 3 % 4],
            "effects": [{"kind": "record", "customer_visible": (True, False, None)[n % 3]}]
            if n % 4 == 1
            else None,
            "tools_called": WRITES if n % 6 == 2 else None,
            "worker_status": (" Paused", "active", None, "draft", "PAUSED")[n // 60 % 5],
            "quality": ("bad", "good", None)[n // 5 % 3] if status == "completed" else None,
            "task_id": f"t{n // 3}",
        }
        runs.append(run)
    import_runs(home, *runs, as_of=(MONDAY + timedelta(days=35)).isoformat())
    return home


def real(*names: str) -> Callable[[Path], Path]:
    def imported(home: Path) -> Path:
        for name in names:
            for file in sorted(SHARED.glob(name)):
                import_file(home, file, zone="UTC")
        return home

    return imported


HISTORIES = {
    "sample": import_sample,
    "hostile": hostile,
    "strategies": real("strategies/runs.jsonl"),
    "tau-bench": real("tau-bench/gpt-4o-airline.json"),
}


def behind(history: History, about: Filters) -> int:
    """How many runs an address opens."""
    zone = history.about.zone
    return headline(history, parse(to_params(about, zone), zone).followed()).runs


def wrong(history: History, items: tuple[Item, ...]) -> list[tuple[str, int | None, int]]:
    """The facts that say another number than their links open."""
    said = [(fact.key, fact.counted, fact.about) for item in items for fact in item.facts]
    said += [
        (f"all of {item.key}", item.touched.counted, item.touched.about)
        for item in items
        if item.touched
    ]
    opened = {about: behind(history, about) for _, _, about in said}
    found = [(key, number, opened[about]) for key, number, about in said]
    return [one for one in found if one[1] is not None and one[1] != one[2]]


@pytest.mark.parametrize("name", HISTORIES)
def test_what_is_said_is_what_its_link_opens(
    tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    if name not in ("sample", "hostile"):
        request.getfixturevalue("shared_data")
    history = current(Home(HISTORIES[name](tmp_path / "home")))
    assert history
    chosen = [
        ALL,
        ALL.choosing("customers", ["yes"]),
        ALL.choosing("customers", ["yes"], drop=True).choosing("worker", ["Ann"], drop=True),
        ALL.choosing("worker-status", ["active"], drop=True),
    ]
    for one in chosen:
        assert wrong(history, review(history, one).items) == [], one
