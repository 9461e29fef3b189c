"""What a finished generation holds, written beside it and compared whenever it is opened."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.store.home import Home
from dashboard.store.tables import SCHEMA_VERSION

_CONTENT = "SELECT count(*), coalesce(bit_xor(content_hash), 0)::VARCHAR FROM"


def manifest_of(database: Path) -> dict[str, object]:
    """Schema version, size in bytes, number of runs, a hash of their contents, and an id that no
    other generation has."""
    with duckdb.connect(str(database), read_only=True) as connection:
        rows, content = contents(connection, "runs")
    return {
        "schema": SCHEMA_VERSION,
        "bytes": database.stat().st_size,
        "runs": rows,
        "content": content,
        "id": uuid.uuid4().hex,
    }


def contents(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, str]:
    """Number of runs and a hash of their contents that does not depend on their order."""
    row = connection.execute(f"{_CONTENT} {table}").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "0")


def check(home: Home, generation: int) -> dict[str, Any]:
    """The manifest of a generation whose file is whole; StoreUnusable says what is wrong."""
    database, path = home.database(generation), home.manifest(generation)
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        schema, size = int(manifest["schema"]), int(manifest["bytes"])
        int(manifest["runs"]), str(manifest["content"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(home, generation, f"its manifest cannot be read ({error})") from error
    if schema > SCHEMA_VERSION:
        raise StoreUnusable(
            "This history was written by a newer version of worker-runs.",
            where=str(database),
            remedy="Update worker-runs, or choose another folder with --home.",
        )
    found = database.stat().st_size if database.exists() else 0
    if found != size:
        raise damaged(home, generation, f"it has {found:,} bytes instead of {size:,}")
    return dict(manifest)


def damaged(home: Home, generation: int, found: str) -> StoreUnusable:
    """The error for a generation that cannot be trusted, with the way back."""
    kept = sorted(
        int(path.name.split(".")[1])
        for path in home.path.glob("runs.*.duckdb")
        if path.name.split(".")[1].isdigit() and path != home.database(generation)
    )
    way_back = (
        f"Go back to the history before it by writing {kept[-1]} into {home.pointer.name}, "
        "then load the newest export again."
        if kept
        else f"Delete {home.pointer.name} and load your exports again."
    )
    return StoreUnusable(
        f"The history is damaged: {found}.",
        where=str(home.database(generation)),
        remedy=way_back,
    )
