"""One JSON object a line; what is absent has no key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

import pyarrow as pa

from dashboard.exporting.values import AS_JSON, rows
from dashboard.records.schema import Column


def write(file: IO[bytes], columns: Sequence[Column], batches: Iterable[pa.RecordBatch]) -> None:
    """Rows as objects; the JSON of `extra` stands in them as it was kept."""
    keys = [f'"{column.name}":' for column in columns]
    for row in rows(batches, columns, AS_JSON):
        said = (key + value for key, value in zip(keys, row, strict=True) if value is not None)
        file.write(f"{{{','.join(said)}}}\n".encode())
