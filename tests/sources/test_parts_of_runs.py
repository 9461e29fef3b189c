"""Exports that hold runs beside their parts, as workflow runs beside their jobs: the runs count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reading import read, statuses, written
from tests.sources.packed import database, zipped

T0, T1 = "2026-11-16T09:10:00Z", "2026-11-16T09:15:00Z"
DAG_RUN = {"dag_id": "etl", "run_id": "r1", "state": "failed", "queued_at": T0, "start_date": T0,
           "end_date": T1}  # fmt: skip
TASK = {"dag_id": "etl", "run_id": "r1", "task_id": "load", "map_index": -1, "state": "success",
        "queued_dttm": T0, "start_date": T0, "end_date": T1}  # fmt: skip
RUN = {"id": 7, "name": "CI", "status": "completed", "conclusion": "failure", "created_at": T0,
       "updated_at": T1, "run_started_at": T0, "workflow_id": 1, "head_branch": "main"}  # fmt: skip
JOB = {"id": 70, "run_id": 7, "name": "build", "status": "completed", "conclusion": "success",
       "created_at": T0, "started_at": T0, "completed_at": T1, "check_run_url": "u"}  # fmt: skip


@pytest.mark.parametrize("tables", [{"dag_run": DAG_RUN, "task_instance": TASK},
                                    {"a_task": TASK, "z_run": DAG_RUN}])  # fmt: skip
def test_of_the_tables_of_airflow_those_of_the_dag_runs_are_read(
    tmp_path: Path, tables: dict[str, dict[str, Any]]
) -> None:
    found = read(database(tmp_path / "airflow.db", {name: [row] for name, row in tables.items()}))
    assert statuses(found) == [("Airflow DAG runs", "etl / r1", "failed")]
    (said,) = found.export.notices
    assert "the table of the runs is read, and another is not: " in said


def test_task_instances_alone_are_runs(tmp_path: Path) -> None:
    found = read(database(tmp_path / "airflow.db", {"task_instance": [TASK]}))
    assert statuses(found) == [("Airflow task instances", "etl / r1 / load", "completed")]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a"), ("runs", "jobs")])
@pytest.mark.parametrize("packed", [False, True])
def test_jobs_beside_their_workflow_runs_are_no_runs(
    tmp_path: Path, names: tuple[str, str], packed: bool
) -> None:
    texts = (json.dumps({"workflow_runs": [RUN]}), json.dumps({"jobs": [JOB, JOB | {"id": 71}]}))
    files = {f"{name}.json": text for name, text in zip(names, texts, strict=True)}
    folder = tmp_path / "export"
    folder.mkdir()
    for name, text in files.items():
        written(folder, text, name)
    found = read(written(tmp_path, zipped({**files}), "export.zip") if packed else folder)
    assert statuses(found) == [("GitHub Actions runs", "7", "failed")]
    (said,) = found.export.notices
    assert said.endswith(
        f"{names[1]}.json left out: of the format GitHub Actions jobs, whose rows are parts of "
        "such runs."
    )
