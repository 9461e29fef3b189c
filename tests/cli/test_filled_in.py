"""Where each run has instructions of its own, it is said that no edit of them can be told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from tests.cli.conftest import Run

OWN = [f"Remind customer {n} of the invoice." for n in range(40)]
SHARED = ["Remind the customer.", "Answer the customer."]


def runs(worker: str, texts: Iterable[str], **fields: str) -> list[dict[str, Any]]:
    return [
        {
            "run_id": f"{worker}-{n}", "worker": worker, "status": "completed",
            "created_at": f"2026-10-{1 + n // 10:02}T09:{n % 10:02}:00Z",
            "instructions_text": text, **fields,
        }
        for n, text in enumerate(texts)
    ]  # fmt: skip


def said(worker_runs: Run, rows: list[dict[str, Any]], *options: str) -> list[str]:
    """What `show changes` says of texts that are filled in."""
    path = worker_runs.home.parent / "export.json"
    path.write_text(json.dumps({"runs": rows}))
    assert worker_runs("load", path) == 0, worker_runs.err
    assert worker_runs("show", "changes", *options) == 0
    return [line for line in worker_runs.out.splitlines() if "No edit can be told" in line]


def test_it_is_said_of_whom_and_of_how_many_runs(worker_runs: Run) -> None:
    rows = [*runs("Ann", [*OWN, *SHARED * 2]), *runs("Bob", SHARED * 20), *runs("Cleo", OWN[:12])]
    assert said(worker_runs, rows) == [
        "No edit can be told of the instructions of Ann: 40 of 44 runs have a text that no other "
        "has, as where it is filled in for each. A mapping can say which column holds their "
        "version (instructions_version).",
        "No edit can be told of the instructions of Cleo: 12 of 12 runs have a text that no other "
        "has, as where it is filled in for each. A mapping can say which column holds their "
        "version (instructions_version).",
    ]


def test_it_is_said_of_chosen_workers_by_all_of_their_runs(worker_runs: Run) -> None:
    rows = [*runs("Ann", OWN), *runs("Bob", OWN)]
    chosen = ("--worker", "Bob", "--since", "2026-10-02", "--until", "2026-10-02")
    (line,) = said(worker_runs, rows, *chosen)
    assert "of Bob: 40 of 40 runs" in line


@pytest.mark.parametrize(
    "texts, fields",
    [
        (OWN, {"instructions_version": "v1"}),
        (OWN[:9], {}),
        ([*OWN[:10], *SHARED * 6], {}),
        (SHARED * 20, {}),
    ],
    ids=["a version tells", "too few", "most have one in common", "two texts"],
)
def test_nothing_is_said_where_edits_can_be_told(
    worker_runs: Run, texts: list[str], fields: dict[str, str]
) -> None:
    assert said(worker_runs, runs("Ann", texts, **fields)) == []


def test_of_two_names_at_one_time_one_is_said(worker_runs: Run) -> None:
    *before, one, other = runs("Ann", OWN)
    rows = [*before, other | {"worker": "Rob"}, one | {"worker": "Bob"}]
    same = {"worker_id": "a", "created_at": "2026-10-09T09:00:00Z"}
    (line,) = said(worker_runs, [row | same for row in rows])
    assert "of the instructions of Rob: 40 of 40 runs" in line
