"""Parquet files: every value has its own type there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.records.schema import Column


def write(file: IO[bytes], columns: Sequence[Column], batches: Iterable[pa.RecordBatch]) -> None:
    """Rows as columns; times in UTC to the microsecond."""
    names = [column.name for column in columns]
    writer: pq.ParquetWriter | None = None
    for batch in batches:
        chosen = batch.select(names)
        writer = writer or pq.ParquetWriter(file, chosen.schema, compression="zstd")
        writer.write_batch(chosen)
    if writer:
        writer.close()
