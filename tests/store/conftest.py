"""Exports made by hand, for what the store does with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.records.rows import Answers, Batch, Export, Rejected, Row
from dashboard.records.schema import TABLES
from dashboard.store.workspace.home import Home

NOW = datetime(2026, 11, 16, 9, 10, tzinfo=UTC)
MakeExport = Callable[..., Export]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def _row(table: str, values: dict[str, Any]) -> Row:
    names = [column.name for column in TABLES[table]]
    assert set(values) <= set(names), set(values) - set(names)
    return tuple(values.get(name) for name in names)


def export(
    *runs: dict[str, Any],
    rejected: int = 0,
    as_of: datetime | None = None,
    answers: Answers | None = None,
    columns: set[str] | None = None,
    **side: list[dict[str, Any]],
) -> Export:
    """An export of these runs: its columns are the keys that any of them has."""
    full = [
        {"status": "completed", "created_at": NOW, "time_basis": "export"} | run for run in runs
    ]
    held = columns if columns is not None else {name for run in full for name in run}
    bad = [Rejected("made.csv", n + 2, "status", "made to fail", "raw") for n in range(rejected)]
    batches = [
        Batch("runs", [_row("runs", run) for run in full], bad, read=len(full) + rejected),
        *(Batch(table, [_row(table, row) for row in rows]) for table, rows in side.items()),
    ]
    content = repr((full, sorted(held), side, rejected, as_of))
    return Export(
        name="made.csv",
        format="made",
        fingerprint=hashlib.sha256(content.encode()).hexdigest(),
        as_of=as_of,
        note=None,
        answers=answers or Answers(),
        columns={"runs": frozenset(held)},
        batches=lambda: iter(batches),
    )
