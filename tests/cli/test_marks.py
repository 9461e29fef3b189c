"""What the command mark lists of causes that are no causes of their own any more."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from dashboard.causes.marks import FIXED, NAMED, ORIGIN, SPLIT
from dashboard.ledger.entries import UNDONE
from dashboard.ledger.ledger import Ledger
from dashboard.store.workspace.home import Home
from tests.cli.conftest import Run
from tests.workspaces import SINCE_17

HOSTS = {"1" * 16: "localhost:9200", "2" * 16: "myhost:80"}
"""Templates that an older version had for what is one template now."""
FIRST, SECOND = HOSTS


@pytest.fixture
def older(worker_runs: Run, tmp_path: Path) -> Run:
    """A home of an older version, in which one fault on two hosts was two causes."""
    rows = ["run_id,status,created_at,error_message"]
    rows += [f"{host},failed,2026-11-02T09:00:00Z,{host}: no answer" for host in HOSTS.values()]
    (tmp_path / "runs.csv").write_text("\n".join(rows))
    assert worker_runs("load", tmp_path / "runs.csv") == 0
    home = Home(worker_runs.home)
    with duckdb.connect(str(home.database(1))) as connection:
        connection.execute(f"{SINCE_17} DROP TABLE with_work")
        for template, host in HOSTS.items():
            connection.execute("UPDATE runs SET template_id = ? WHERE run_id = ?", [template, host])
    kept = json.loads(home.manifest(1).read_text())
    kept = {name: kept[name] for name in ("runs", "content")}
    kept |= {"schema": 13, "bytes": home.database(1).stat().st_size}
    home.manifest(1).write_text(json.dumps(kept))
    return worker_runs


def lines(worker_runs: Run) -> list[str]:
    assert worker_runs("mark") == 0
    return worker_runs.out.splitlines()[1:]


def test_a_name_whose_cause_became_part_of_another_says_so(older: Run) -> None:
    ledger = Ledger(older.home)
    ledger.append(NAMED, {"cause": FIRST, "templates": [FIRST], "name": "Deaf search"})
    ledger.append(NAMED, {"cause": SECOND, "templates": [SECOND], "name": "Deaf shop"})
    first, second = lines(older)
    assert not first.endswith("now")
    assert second.endswith("part of “Deaf search” now")
    assert [mark["cause_now"] for mark in older.json("mark")] == [FIRST, FIRST]
    ledger.append(UNDONE, {"entry": 2})
    assert lines(older)[1].endswith("taken back")


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (ORIGIN, {"origin": "platform"}),
        (FIXED, {"at": "2026-11-20T00:00:00+00:00"}),
        (SPLIT, {"words": "answer"}),
    ],
)
def test_so_does_all_that_is_said_of_one_cause(older: Run, kind: str, more: dict[str, str]) -> None:
    ledger = Ledger(older.home)
    ledger.append(NAMED, {"cause": FIRST, "templates": [FIRST], "name": "Deaf search"})
    ledger.append(kind, {"cause": SECOND, "templates": [SECOND], **more})
    assert lines(older)[1].endswith("part of “Deaf search” now")


def test_a_name_that_no_run_has_says_so(older: Run) -> None:
    Ledger(older.home).append(NAMED, {"cause": "3" * 16, "templates": [], "name": "Lost"})
    (line,) = lines(older)
    assert line.endswith("no run has it now")
    assert older.json("mark")[0]["cause_now"] is None


def test_a_cause_that_was_merged_says_where_its_name_went(older: Run) -> None:
    (cause,) = older.json("show", "causes")
    (older.home.parent / "more.csv").write_text(
        "run_id,status,created_at,error_message\nz,failed,2026-11-02T09:00:00Z,Disk full\n"
    )
    older("load", older.home.parent / "more.csv")
    assert older("mark", "Disk full", "--name", "Full", "--into", cause["cause"]) == 0
    named, merged = lines(older)
    assert named.endswith("now") and "part of “" in named
    assert not merged.endswith("now")


def test_marks_are_listed_where_no_run_is(worker_runs: Run) -> None:
    Ledger(worker_runs.home).append(NAMED, {"cause": FIRST, "templates": [], "name": "Early"})
    (line,) = lines(worker_runs)
    assert "Early" in line and not line.endswith("now")
