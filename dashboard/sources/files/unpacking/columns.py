"""Parquet files: each row becomes one line of JSON, row 12 line 12.

What the folders say in which a data set has its files, as in worker=Ann/date=2026-11-16, is in none
of its files and is a column of theirs all the same. That goes for folders within what is loaded:
those around it say nothing of its rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.plain import json_line

_ROWS = 5_000
_FOLDER = re.compile(r"([^=]+)=(.*)", re.DOTALL)
_NOTHING = "__HIVE_DEFAULT_PARTITION__"


def unpack_columns(path: Path, place: PurePath, target: Path, budget: Budget) -> None:
    """Write the rows. place: where the file stands in what the person named. Raises Refused when
    the file is damaged."""
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        with pq.ParquetFile(path, memory_map=False) as file, CountedFile(target, budget) as plain:
            _refuse_twins(file.schema_arrow.names)
            beside = said_by_folders(place)
            for row in _rows(file):
                plain.write(json_line(beside | row))
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        reason = str(error).partition("\n")[0][:200]
        raise Refused(
            f"It is a Parquet file that is cut or damaged ({reason})", "Copy or download it again."
        ) from None


def said_by_folders(place: PurePath) -> dict[str, str | None]:
    """The columns that the folders right above a file are called by, outermost first."""
    found: dict[str, str | None] = {}
    for folder in place.parents:
        if not (named := _FOLDER.fullmatch(folder.name)):
            break
        value = unquote(named[2])
        found = {named[1]: None if value == _NOTHING else value} | found
    return found


def _refuse_twins(names: list[str]) -> None:
    if twins := sorted({name for name in names if names.count(name) > 1}):
        raise Refused(
            f"It has more than one column named {', '.join(twins)[:200]}",
            "Rename or remove one of each, then load the file again.",
        )


def _rows(file: pq.ParquetFile) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
        columns = {
            name: _values(batch.column(place)) for place, name in enumerate(batch.schema.names)
        }
        for number in range(batch.num_rows):
            yield {name: values[number] for name, values in columns.items()}


def _values(column: pa.Array) -> list[Any]:
    """The values as Python has them. Of times as fine as nanoseconds the microseconds are kept."""
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    values: list[Any] = column.to_pylist(maps_as_pydicts="lossy")
    return values
