"""Rows that were unpacked as lines of JSON are read as columns, too, and give the same."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.store.writing.columnar.same import assert_same

NAMES = ("run_id", "worker", "status", "created_at", "comment_preview", "tokens")
ROWS = [
    (f"r{n}", "W", "completed", "2026-03-01T08:00:00Z" if n % 7 else "sometime", f"„Größe“ {n}", n)
    for n in range(40)
]


def parquet() -> bytes:
    columns = dict(zip(NAMES, map(list, zip(*ROWS, strict=True)), strict=True))
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def dump() -> bytes:
    rows = (f"INSERT INTO runs ({', '.join(NAMES)}) VALUES {row};\n" for row in ROWS)
    return f"SET search_path = public;\n{''.join(rows)}".encode()


def test_rows_of_columns_and_of_dumps(tmp_path: Path) -> None:
    for name, content in (("runs.parquet", parquet()), ("runs.sql", dump())):
        found = assert_same(tmp_path / name, content, name=name)
        assert len(found["runs"]) == 34
        assert len(found["rejects"]) == 6
    packed = gzip.compress(dump())
    assert len(assert_same(tmp_path / "gz", packed, name="runs.sql.gz")["runs"]) == 34
