"""Runs are chosen by the checks of their output, and by what they are known to have created."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.store.filters.filter_links import read_set
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.chips import chips
from tests.workspaces import import_runs

TEXT = "Reminder for invoice 2041 of Alder Works is written, the customer pays on Monday."
RUNS = (
    {"run_id": "first", "task_id": "t", "comment_preview": TEXT},
    {"run_id": "second", "task_id": "t", "comment_preview": TEXT, "retry_of": "first"},
    {"run_id": "silent"},
    {"run_id": "none", "status": "failed", "effects_state": "none"},
    {"run_id": "unknown", "status": "failed"},
    {"run_id": "listed", "status": "failed", "effects": [{"kind": "update"}]},
    {"run_id": "called", "status": "failed", "tools_called": [{"name": "x", "wrote": True}]},
    {"run_id": "in-vain", "status": "failed",
     "tools_called": [{"name": "x", "wrote": True, "ok": False}]},
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected", "chip"),
    [
        ("check=duplicate", {"second"}, "Output check is repeated comment"),
        ("check=not-visible", {"silent"}, "Output check is not visible in the export"),
        ("check=duplicate&check=not-visible", {"second", "silent"}, None),
        ("effects=none", {"none"}, "Created something is known none"),
        ("effects=unknown", {"silent", "unknown", "in-vain"}, "Created something is unknown"),
        ("effects=created", {"first", "second", "listed", "called"}, None),
        ("not-check=duplicate&effects=created", {"first", "listed", "called"}, None),
    ],
)
def test_runs_are_chosen_and_the_chip_says_how(
    tmp_path: Path, written: str, expected: set[str], chip: str | None
) -> None:
    history = current(Home(import_runs(tmp_path / "home", *RUNS)))
    assert history
    chosen = read_set(written, "UTC")
    rows = history.ask("newest_runs", chosen, shown=99, after=0)
    assert {row["run_id"] for row in rows} == expected
    if chip:
        assert [one.words for one in chips(history, chosen)] == [chip]


RECORD, MESSAGE = {"kind": "record"}, {"kind": "message"}
WROTE = [{"name": "mail", "wrote": True}]


@pytest.mark.parametrize(
    ("told", "for_customers", "for_colleagues", "for_nobody_named"),
    [
        ({}, "maybe", None, None),
        ({"effects_state": "unknown"}, "maybe", None, None),
        ({"effects_state": "none"}, "no", "no", "no"),
        ({"effects": []}, "no", "no", "no"),
        ({"effects_state": "created"}, "yes", "no", None),
        ({"comment_preview": "done"}, "yes", "no", None),
        ({"output_text": "done"}, "yes", "no", None),
        ({"comment_preview": "done", "effects_state": "none"}, "yes", "no", None),
        ({"effects": [MESSAGE | {"customer_visible": True}]}, "yes", "yes", "yes"),
        ({"effects": [RECORD | {"customer_visible": False}]}, "no", "no", "no"),
        # Not all that it created is told.
        ({"effects": [RECORD | {"customer_visible": False}], "effects_state": "unknown"},
         "maybe", None, None),
        ({"effects": [RECORD]}, "yes", "no", None),
        # What a tool wrote may be anywhere.
        ({"tools_called": WROTE}, "maybe", None, None),
        ({"tools_called": WROTE, "comment_preview": "done"}, "yes", None, None),
    ],
)  # fmt: skip
def test_whether_customers_see_something_of_a_run(
    tmp_path: Path,
    told: dict[str, object],
    for_customers: str | None,
    for_colleagues: str | None,
    for_nobody_named: str | None,
) -> None:
    runs = [
        {"run_id": seen or "-", "status": "failed", "output_visibility": seen} | told
        for seen in ("customer", "internal", None)
    ]
    history = current(Home(import_runs(tmp_path / "home", *runs)))
    assert history
    found: dict[str, str] = {}
    for value in ("yes", "maybe", "no"):
        chosen = read_set(f"customers={value}", "UTC")
        rows = history.ask("newest_runs", chosen, shown=9, after=0)
        found |= {row["run_id"]: value for row in rows}
    expected = {"customer": for_customers, "internal": for_colleagues, "-": for_nobody_named}
    assert {name: found.get(name) for name in expected} == expected
