"""Files packed in every way that is read, written by others than what reads them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sqlite3
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd.compress,
}


def zipped(files: dict[str, str | bytes], **options: Any) -> bytes:
    """A zip archive of these files, in this order."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def database(path: Path, tables: Mapping[str, Sequence[dict[str, Any]]]) -> Path:
    """A file of SQLite with these tables of rows, of which all have the keys of the first."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for name, rows in tables.items():
            connection.execute(f"CREATE TABLE {name} ({', '.join(rows[0])})")
            places = ", ".join("?" * len(rows[0]))
            values = [tuple(row.values()) for row in rows]
            connection.executemany(f"INSERT INTO {name} VALUES ({places})", values)
    return path
