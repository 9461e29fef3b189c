"""What is taken field by field is what exports with other columns tell, some runs at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.store.writing import folded
from dashboard.store.writing.importing import import_export
from tests.store.conftest import NOW, export

LATER = NOW + timedelta(hours=1)


def rows(home: Home) -> list[dict[str, Any]]:
    history = current(home)
    assert history
    asked = "SELECT run_id, steps, tokens, task_id, updated_at FROM history.runs ORDER BY run_id"
    return history.reader.rows(asked, {})


def test_versions_of_exports_with_the_same_columns_are_taken_as_they_are(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To find which of many texts ranks highest takes memory for each of them."""
    monkeypatch.setattr(folded, "_BY_FIELDS", "SELECT error('field by field')")
    first = [{"run_id": f"r{n}", "updated_at": NOW, "steps": 1, "tokens": n} for n in range(3)]
    then = [run | {"updated_at": LATER, "steps": 2, "tokens": None} for run in first]
    import_export(home, export(*first, *then), NOW)
    newest = [run | {"updated_at": LATER + timedelta(hours=1), "steps": 3} for run in first]
    import_export(home, export(*newest), NOW)
    assert [(row["steps"], row["tokens"]) for row in rows(home)] == [(3, n) for n in range(3)]


@pytest.mark.parametrize("at_once", [1, 3, 50_000])
def test_others_are_taken_field_by_field_however_many_at_once(
    home: Home, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(folded, "_AT_ONCE", at_once)
    first = [
        {"run_id": f"r{n}", "updated_at": LATER, "steps": 2, "tokens": n or None} for n in range(9)
    ]
    import_export(home, export(*first), NOW)
    other = [
        {"run_id": f"r{n}", "updated_at": NOW, "steps": 1, "task_id": f"t{n}"} for n in range(9)
    ]
    import_export(home, export(*other), NOW)
    found = [(row["steps"], row["tokens"], row["task_id"], row["updated_at"]) for row in rows(home)]
    assert found == [(2, n or None, f"t{n}", LATER) for n in range(9)]
