"""Runs of which nothing says whose they are, though a column may, are said; and who is called by an
object is called by its name, whatever else stands in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.store.workspace.home import Home
from tests.reading import read, written

AT = "2026-03-02T09:00:00Z"


def said(tmp_path: Path, text: str, name: str = "export.csv") -> str:
    file, home = written(tmp_path, text, name), Home(tmp_path / "home")
    done = load(home, file, mapping=None, answers=Answers(), progress=lambda rows: None)
    return "\n".join(done.notices)


@pytest.mark.parametrize("column", ["Playbook", "Dag id", "App", "Script name", "Release name"])
def test_a_column_that_may_name_the_worker_is_named(tmp_path: Path, column: str) -> None:
    text = f"Run ID,Status,Created,{column}\n1,ok,{AT},Ann\n2,failed,{AT},Bob\n"
    assert said(tmp_path, text) == (
        f"No run says which worker it is of, and {column} may name it: a mapping can say so "
        "(worker)."
    )


def test_a_list_without_such_a_column_says_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, f"Run ID,Status,Created,Cost\n1,ok,{AT},2\n") == ""


def test_how_many_name_none_where_others_do(tmp_path: Path) -> None:
    rows = [f"1,ok,{AT},Ann", *(f"{n},ok,{AT}," for n in (2, 3)), f"4,ok,{AT},Bob"]
    text = "\n".join(["Run ID,Status,Created,Worker", *rows])
    assert said(tmp_path, text) == "2 of 4 runs don’t say which worker they are of."
    assert said(tmp_path, "\n".join([*text.split("\n")[:3], rows[-1]]), "second.csv") == (
        "1 of 3 runs doesn’t say which worker it is of."
    )


@pytest.mark.parametrize("status", ["status", "Status"])
@pytest.mark.parametrize("key", ["agent", "worker", "agent_name"])
def test_an_object_is_called_by_its_name_or_else_its_id(
    tmp_path: Path, key: str, status: str
) -> None:
    called: list[Any] = [{"id": "a1", "name": "Ann", "calls": at} for at in (3, 4)]
    called += [{"id": 7, "name": None}, {"settings": {"x": 1}}, "Ann"]
    rows = [
        {"run_id": f"r{at}", status: "ok", "created_at": AT, key: one}
        for at, one in enumerate(called)
    ]
    found = read(written(tmp_path, json.dumps(rows), "export.json"))
    assert [run["worker"] for run in found.runs] == ["Ann", "Ann", "7", None, "Ann"]
    kept = [json.loads(run["extra"] or "{}") for run in found.runs]
    assert [extra.get(key) for extra in kept] == [*called[:4], None]


def test_columns_of_tables_made_of_objects_are_known_by_both_parts(tmp_path: Path) -> None:
    text = (
        "_id,run.id,status,created_at,agent.name,task.title,error.message\n"
        f"x,1,failed,{AT},Ann,Mail,lost\n"
    )
    (run,) = read(written(tmp_path, text)).runs
    assert (run["run_id"], run["worker"], run["task_title"], run["error_message"]) == (
        "1", "Ann", "Mail", "lost",
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Automation name", "Recipe name", "Scenario name", "Zap title", "Pipeline name"]
)
def test_workers_are_called_otherwise_elsewhere(tmp_path: Path, name: str) -> None:
    (run,) = read(written(tmp_path, f"ID,Status,Created,{name}\n1,ok,{AT},Ann\n")).runs
    assert run["worker"] == "Ann"


@pytest.mark.parametrize(
    ("cell", "worker"), [("web", "Ann"), ("Zap 7", "Ann"), ("1234", None), ('{"id": 7}', None)]
)
@pytest.mark.parametrize("name", ["Pipeline", "Recipe", "Zap"])
def test_a_number_of_one_run_of_a_pipeline_is_none(
    tmp_path: Path, name: str, cell: str, worker: str | None
) -> None:
    row = {"ID": 1, "Status": "ok", "Created": AT, name: json.loads(cell) if "{" in cell else cell}
    (run,) = read(written(tmp_path, json.dumps([row]), "export.json")).runs
    assert run["worker"] == (worker and cell)
