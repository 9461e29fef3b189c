"""Help for tests of reading: write a file, read it as an import would, look at the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.records.reading import Answers, Export, Formats, Rejected, located, open_export
from dashboard.records.schema import TABLES

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[1] / "../shared/data"
HEADER = "run_id,status,created_at"
ROW = "a,ok,2026-11-16T09:10:00Z"


@dataclass
class Read:
    """What came out of an export."""

    export: Export
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    read: int = 0

    @property
    def runs(self) -> list[dict[str, Any]]:
        """The runs, as dicts."""
        return self.tables.get("runs", [])

    @property
    def ids(self) -> list[str]:
        """The ids of the runs."""
        return [run["run_id"] for run in self.runs]


def read(path: Path, mapping: Path | None = None, **answers: str) -> Read:
    """Read an export to its end."""
    with located(path) as found:
        export = open_export(found, formats=Formats(mapping), answers=Answers(**answers), now=NOW)
        result = Read(export)
        for batch in export.batches():
            names = [column.name for column in TABLES[batch.table]]
            rows = result.tables.setdefault(batch.table, [])
            rows += [dict(zip(names, row, strict=True)) for row in batch.rows]
            result.rejected += batch.rejected
            result.read += batch.read
    return result


def statuses(found: Read) -> list[tuple[str, str, str]]:
    """What an export was read as, and its runs with their statuses."""
    return [(found.export.format, run["run_id"], run["status"]) for run in found.runs]


def written(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def shared(name: str) -> Path:
    """A file of the shared real data; skips the test when it is not beside the checkout."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the shared data is not here: {name}")
    return path
