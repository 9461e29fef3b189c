"""Rows of a file that no format knows are not read anew for each of the formats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.errors import ExportRefused
from dashboard.loading import load
from dashboard.records.rows import Answers
from dashboard.sources.raw.raw import Fault, RawRow
from dashboard.sources.tables.json_records import NdjsonTable
from dashboard.store.workspace.home import Home

ROWS = 5_000
PLAIN = {"run_id": "r", "status": "completed", "worker": "Ann", "task_id": "t"}


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def loaded(path: Path) -> str:
    home = Home(path.parent / "home")
    return load(home, path, mapping=None, answers=Answers(), progress=lambda rows: None).sentence


def test_a_file_that_no_format_knows_is_read_some_times_and_not_once_a_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, rows_of = [0], NdjsonTable.rows

    def counted(table: NdjsonTable) -> Iterator[RawRow | Fault]:
        for row in rows_of(table):
            read[0] += row.line > ROWS // 2
            yield row

    monkeypatch.setattr(NdjsonTable, "rows", counted)
    path = write(tmp_path / "runs.ndjson", [PLAIN | {"run_id": f"r{n}"} for n in range(ROWS)])
    with pytest.raises(ExportRefused, match="created_at is missing"):
        loaded(path)
    assert read[0] <= 4 * ROWS // 2


def test_what_only_a_late_row_has_still_tells_the_format(tmp_path: Path) -> None:
    rows = [PLAIN | {"run_id": f"r{n}"} for n in range(ROWS)]
    late = PLAIN | {"run_id": "late", "created_at": "2026-05-04T09:00:00Z"}
    told = loaded(write(tmp_path / "runs.ndjson", [*rows, late]))
    assert told.startswith(f"{ROWS + 1:,} rows read: 1 new, 0 changed, 0 unchanged, {ROWS:,} rej")


def test_rows_that_stand_under_any_key_of_a_line_tell_the_format_by_a_late_one(
    tmp_path: Path,
) -> None:
    kept = tmp_path / "home" / "mappings" / "jobs.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text(
        'name = "jobs"\nrecords = "[].*"\n[recognise]\ncolumns = ["nr", "lage", "late"]\n'
        '[fields]\nrun_id = "nr"\nstatus = "lage"\ncreated_at = "at"\n'
    )
    row = {"lage": "ok", "at": "2026-05-04T09:00:00Z"}
    rows = [{f"job {n}": row | {"nr": f"r{n}"}} for n in range(1_200)]
    late = {"last": row | {"nr": "last", "late": True}}
    told = loaded(write(tmp_path / "jobs.ndjson", [*rows, late]))
    assert told.startswith("1,201 rows read: 1,201 new")
