"""Runs of which two rows differ though nothing says which of them is newer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dashboard.records.schema import RUN_COLUMNS
from dashboard.store.reading.history import History
from dashboard.store.workspace.reader import Row

Fields = dict[str, Any]

_MEANT = [column.name for column in RUN_COLUMNS if column.name not in ("time_basis", "extra")]


@dataclass(frozen=True, slots=True)
class Contender:
    """One of the rows of a run: the import and file it came with, whether the run is shown as it
    says, and per field in which the rows differ what it says (None: nothing); extra: the same of
    the export's other fields."""

    import_id: int
    file: str
    shown: bool
    says: dict[str, Any]
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A run and its rows that differ, the one that is shown first."""

    run_id: str
    contenders: tuple[Contender, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """How many runs are in conflict, and the first of them by their ids."""

    runs: int
    listed: tuple[Conflict, ...]


def conflicts(history: History, shown: int) -> Conflicts:
    """The runs in conflict, at most `shown` of them listed."""
    rows = history.ask("conflicts", shown=shown)
    by_run = groupby(rows, key=lambda row: str(row["run_id"]))
    return Conflicts(
        rows[0]["runs"] if rows else 0,
        tuple(Conflict(run_id, _contenders(list(of_run))) for run_id, of_run in by_run),
    )


def _contenders(rows: Sequence[Row]) -> tuple[Contender, ...]:
    says = _differing([_said(row) for row in rows])
    if "status" in says[0]:  # its word says it again
        says = [{name: said[name] for name in said if name != "raw_status"} for said in says]
    extra = _differing([json.loads(row["extra"] or "{}") for row in rows])
    return tuple(
        Contender(row["import_id"], row["file"], row["shown"], said, other)
        for row, said, other in zip(rows, says, extra, strict=True)
    )


def _said(row: Row) -> Fields:
    """What the row's export has a column for."""
    placed = set() if row["time_basis"] == "export" else {"created_at"}
    return {name: row[name] for name in _MEANT if name in (row["has"] or ()) and name not in placed}


def _differing(said: Sequence[Fields]) -> list[Fields]:
    """Of each row the fields in which another one that has them differs."""
    names = dict.fromkeys(name for fields in said for name in fields)
    differ = [
        name for name in names if _differ([fields[name] for fields in said if name in fields])
    ]
    return [{name: fields[name] for name in differ if name in fields} for fields in said]


def _differ(values: Sequence[Any]) -> bool:
    return any(value != values[0] for value in values)
