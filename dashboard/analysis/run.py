"""One run from source to output: what its export says, what it leaves out, and its task's runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.causes.grouping import Cause
from dashboard.errors import NotFound
from dashboard.records.schema import RUN_COLUMNS, ValueKind
from dashboard.store.reading.history import History

GROUPS = ("source", "task", "boundary", "did", "wrote", "failed", "judged", "life", "identity")
SHOWN_RUNS_OF_TASK = 200

_SETS = frozenset(column.name for column in RUN_COLUMNS if column.kind is ValueKind.LIST)
"""Fields that list names: what a run could read and call, whose order says nothing."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One line about a run of the same task."""

    run_id: str
    outcome: str
    status: str
    created_at: datetime | None
    worker_id: str | None
    version: str | None
    comment_preview: str | None
    error_message: str | None
    is_latest: bool | None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields of one step: those with a value, those this run lacks, those no export has."""

    name: str
    values: dict[str, Any]
    empty: tuple[str, ...]
    not_exported: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunDetail:
    """A run: every canonical field (None where absent), in steps, and the runs of its task.

    cause: why it failed, None if it did not; origin: where that, or its being bad, comes from: what
    a person or judge said of the run, else that of its cause; None where neither tells; versions:
    how many different states of the run were imported (1: always the same); format: of its export.
    """

    values: dict[str, Any]
    groups: tuple[Group, ...]
    extra: dict[str, Any]
    instructions_text: str | None
    task_runs: tuple[Brief, ...]
    cause: Cause | None
    origin: str | None
    versions: int
    went_backwards: bool
    format: str | None


def alike(name: str, one: Any, other: Any) -> bool:
    """Whether two runs have the same in a field; lists of names in any order and case."""
    if name in _SETS and one is not None and other is not None:
        return _names(one) == _names(other)
    return bool(one == other)


def _names(names: Sequence[str]) -> set[str]:
    return {name.strip().lower() for name in names}


def run(history: History, run_id: str) -> RunDetail:
    """Everything about one run; NotFound if the history has none of that id."""
    rows = history.ask("run", run_id=run_id)
    if not rows:
        raise NotFound(
            f"No run has the id “{run_id}”.", remedy="Check the id, or import a newer export."
        )
    row = rows[0]
    values = {column.name: row[column.name] for column in RUN_COLUMNS}
    values |= {name: row[name] for name in ("outcome", "judged", "version", "is_latest")}
    extra = values.pop("extra")
    return RunDetail(
        values=values,
        groups=tuple(_group(name, values, history.about.columns) for name in GROUPS),
        extra=json.loads(extra or "{}"),
        instructions_text=row["instructions_text"],
        task_runs=_task_runs(history, run_id) if row["work"] else (),
        cause=history.causes.by_key[row["cause"]] if row["cause"] else None,
        origin=row["origin"],
        versions=max(1, row["versions"]),
        went_backwards=row["went_backwards"],
        format=row["format"],
    )


def _group(name: str, values: Mapping[str, Any], exported: frozenset[str]) -> Group:
    names = [column.name for column in RUN_COLUMNS if column.group == name]
    lacking = [field for field in names if values[field] is None]
    return Group(
        name,
        {field: values[field] for field in names if values[field] is not None},
        tuple(field for field in lacking if field in exported),
        tuple(field for field in lacking if field not in exported),
    )


def _task_runs(history: History, run_id: str) -> tuple[Brief, ...]:
    rows = history.ask("runs_of_task", run_ids=[run_id], shown=SHOWN_RUNS_OF_TASK)
    return tuple(Brief(**row) for row in rows)
