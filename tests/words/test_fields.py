"""What columns are called on a page and how their values are written."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from dashboard.records.schema import RUN_COLUMNS, WORKER_COLUMNS
from dashboard.store.dimensions.declared import DIMENSIONS
from dashboard.store.dimensions.dimension import Kind
from dashboard.words.fields import AFTERWARDS, FACTS, LABELS, SOURCE_TO_OUTPUT, written


def test_every_column_has_a_label_of_its_own() -> None:
    names = {column.name for column in (*RUN_COLUMNS, *WORKER_COLUMNS)}
    assert names == set(LABELS)
    assert len(set(LABELS.values())) == len(LABELS)


def test_pages_call_a_column_as_its_dimension_is_called() -> None:
    titles = {"task_id": "task_title", "record_id": "record_title", "worker_id": "worker",
              "version": "instructions_version"}  # fmt: skip
    called = {
        one.name: (one.plural or one.label, LABELS[titles.get(column, column)])
        for one in DIMENSIONS
        for column in one.columns[:1]
        if titles.get(column, column) in LABELS and not one.sql and one.kind is not Kind.TEXT
    }
    assert len(called) > 15
    assert [label for label, _ in called.values()] == [label for _, label in called.values()]


def test_no_two_dimensions_are_called_alike() -> None:
    assert len({one.name for one in DIMENSIONS}) == len(DIMENSIONS)
    assert len({one.label for one in DIMENSIONS}) == len(DIMENSIONS)


def test_every_column_of_a_run_stands_in_one_step() -> None:
    shown = [name for step in (*SOURCE_TO_OUTPUT, *AFTERWARDS, *FACTS) for name in step.all]
    assert len(shown) == len(set(shown))
    assert set(shown) == {column.name for column in RUN_COLUMNS} - {"extra"} | {"instructions_text"}


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("created_at", datetime(2026, 11, 15, 23, 30, 5, tzinfo=UTC), "16 Nov 2026, 00:30:05"),
        ("duration_ms", 200_000.0, "3 min 20 s"),
        ("tokens", 5012, "5,012"),
        ("cost", 0.0, "0"),
        ("score", 0.75, "0.75"),
        ("context_sources", ["CRM", "finance"], "CRM · finance"),
        ("context_sources", [], "none"),
        ("output_policy", "adds", "adds to its earlier output"),
        ("effects_state", "unknown", "unknown"),
        ("trigger", "a\u202eb\x00", "a⟨U+202E⟩b␀"),
        ("trigger", None, "–"),
    ],
)
def test_writes_values_by_their_kind(name: str, value: Any, shown: str) -> None:
    assert written(name, value, "Europe/Berlin") == shown
