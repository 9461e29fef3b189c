"""What a finished generation holds, written beside it and compared whenever it is opened."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.store.tables import SCHEMA_VERSION
from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home, unreadable
from dashboard.store.workspace.way_back import read_manifest, seal, sealed, way_back


class GenerationContents(NamedTuple):
    """What tells whether a generation holds what was written.

    runs: how many; content: a sum of what they say or when they were, in whatever order; stated: a
    digest of what was loaded and what was set, by which a file is told from that of another
    workspace with as many runs at the same times.
    """

    runs: int
    content: str
    stated: str


_CONTENT = """
SELECT count(*),
    coalesce(sum(coalesce(content_hash, epoch_us(created_at)::UBIGINT)), 0)::VARCHAR
FROM"""
"""Of a run without a hash of its content the time: every opening asks this of all runs, and to hash
their ids would take a second for each million and a half."""


STATED = """
SELECT import_id::VARCHAR AS name, fingerprint AS value FROM {schema}imports
UNION ALL SELECT name, value FROM {schema}settings
"""
"""Which exports were loaded, and what was set."""


def manifest_of(database: Path, held: GenerationContents) -> dict[str, object]:
    """Schema version, size in bytes and their digest, what it holds, an id that no other generation
    has, and a seal on all that. Raises OSError.

    held: what was written into the database, which is closed.
    """
    manifest: dict[str, object] = {
        "schema": SCHEMA_VERSION,
        "bytes": database.stat().st_size,
        "digest": files.digest(database),
        "runs": held.runs,
        "content": held.content,
        "stated": held.stated,
        "id": uuid.uuid4().hex,
    }
    return manifest | {"seal": seal(manifest)}


def contents(connection: duckdb.DuckDBPyConnection, schema: str = "") -> GenerationContents:
    """What a history holds. schema: of its tables, with a point behind it."""
    runs, content = connection.execute(f"{_CONTENT} {schema}runs").fetchone() or (0, "0")
    stated = connection.execute(STATED.format(schema=schema)).fetchall()
    return GenerationContents(int(runs), str(content), digest_of(stated))


def digest_of(stated: Iterable[tuple[str, str | None]]) -> str:
    """The digest of what was loaded and set, in whatever order."""
    return hashlib.sha256(json.dumps(sorted(map(list, stated))).encode()).hexdigest()


def is_as_written(held: GenerationContents, manifest: dict[str, Any]) -> bool:
    """Whether a history holds what its manifest says; the first ones said not what was set."""
    stated = manifest.get("stated", held.stated)
    return held == (manifest["runs"], manifest["content"], stated)


def check(home: Home, generation: int) -> dict[str, Any]:
    """The manifest of a generation, whose file has the right size and can be read.

    Cheap, for every drawing of a page: of the file's blocks DuckDB has checksums, and compares
    them when it reads one. Raises StoreUnusable, which says what is wrong.
    """
    database = home.database(generation)
    try:
        for path in (database, home.manifest(generation)):
            if path.is_fifo():  # opening it would wait for ever
                raise damaged(home, generation, f"{path.name} is a pipe, not a file")
        manifest = read_manifest(home.manifest(generation))
    except FileNotFoundError as error:
        raise damaged(home, generation, "its manifest is missing") from error
    except PermissionError as error:
        raise unreadable(home.manifest(generation), error) from error
    except OSError as error:
        raise damaged(home, generation, f"its manifest cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise damaged(home, generation, "its manifest is not as it was written") from error
    if manifest["schema"] > SCHEMA_VERSION:
        raise StoreUnusable(
            "This history was written by a newer version of worker-runs.",
            where=str(database),
            remedy="Update worker-runs, or choose another folder with --home.",
        )
    if not sealed(manifest):
        raise damaged(home, generation, "its manifest was changed")
    try:
        with database.open("rb") as file:
            size = file.seek(0, 2)
    except FileNotFoundError as error:
        raise damaged(home, generation, "its file is missing") from error
    except OSError as error:
        raise unreadable(database, error) from error
    if size != manifest["bytes"]:
        found = f"it has {size:,} bytes instead of {manifest['bytes']:,}"
        raise damaged(home, generation, found)
    return manifest


def damaged(home: Home, generation: int, found: str) -> StoreUnusable:
    """The error for a generation that cannot be trusted, with the way back."""
    return StoreUnusable(
        f"The history is damaged: {found}.",
        where=str(home.database(generation)),
        remedy=lambda: way_back(home.path, damaged=generation),
    )
