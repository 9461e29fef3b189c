"""Parquet files: every value has its own type there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.records.schema import Column
from dashboard.store.column_types import ARROW_TYPES


def write(file: IO[bytes], columns: Sequence[Column], batches: Iterable[pa.RecordBatch]) -> None:
    """Rows as columns; times in UTC to the microsecond."""
    names = [column.name for column in columns]
    schema = pa.schema([(column.name, ARROW_TYPES[column.kind]) for column in columns])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.select(names).cast(schema))
