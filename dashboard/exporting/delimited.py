"""CSV files that a spreadsheet opens as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import IO

import pyarrow as pa

from dashboard.exporting.values import AS_TEXT, rows
from dashboard.records.schema import Column, ValueKind
from dashboard.words.safe_csv import MARK, safe

_TEXTS = (ValueKind.TEXT, ValueKind.WORD, ValueKind.JSON)


def write(file: IO[bytes], columns: Sequence[Column], batches: Iterable[pa.RecordBatch]) -> None:
    """Rows under the names of their columns, in UTF-8 with the mark by which spreadsheets know it.

    An absent value is an empty cell; a text that a spreadsheet would run has a ' before it, which
    is taken back when the file is loaded.
    """
    forms = AS_TEXT | dict.fromkeys(_TEXTS, safe)
    file.write(MARK)
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow([column.name for column in columns])
    writer.writerows(rows(batches, columns, forms))
    text.detach()
