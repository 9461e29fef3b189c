"""Making the next generation of the history: copy, change the copy, publish it or drop it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.store.home import Home
from dashboard.store.manifest import check, manifest_of
from dashboard.store.migrations import migrate
from dashboard.store.tables import CREATE_HISTORY, SCHEMA_VERSION

Change = Callable[[duckdb.DuckDBPyConnection], bool]


def upgrade(home: Home) -> None:
    """Bring a history that an older version wrote to the present schema, as a new generation."""
    next_generation(home, lambda connection: False)


def next_generation(home: Home, change: Change) -> int:
    """Apply a change to a copy of the current generation, in one transaction.

    change: works on the copy; True publishes it, False leaves everything as it was. Gives the
    generation that is current afterwards. Raises StoreBusy, StoreUnusable or what change raises;
    the workspace is then as before.
    """
    with home.writing():
        generation = home.generation()
        draft = home.path / "import.draft.duckdb"
        _remove(draft)
        try:
            schema = _copy(home, generation, draft)
            if _changed(draft, schema, change):
                generation += 1
                draft.replace(home.database(generation))
                home.publish(generation, manifest_of(home.database(generation)))
        except (duckdb.IOException, duckdb.OutOfMemoryException, OSError) as error:
            raise StoreUnusable(
                f"The history could not be written: {str(error).splitlines()[0]}",
                where=str(home.path),
                remedy="Nothing was changed. Check that the disk has room for a second copy of "
                "the history and the folder can be written, then try again.",
            ) from error
        finally:
            _remove(draft)
    return generation


def _remove(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    draft.with_name(draft.name + ".wal").unlink(missing_ok=True)


def _copy(home: Home, generation: int, draft: Path) -> int:
    """Copy a generation, or make an empty history; the schema version of the copy."""
    if generation:
        manifest = check(home, generation)
        needed = 2 * home.database(generation).stat().st_size
        if shutil.disk_usage(home.path).free < needed:
            raise OSError(f"{needed:,} bytes are needed beside the present history")
        shutil.copyfile(home.database(generation), draft)
        return int(manifest["schema"])
    with duckdb.connect(str(draft)) as connection:
        connection.execute(CREATE_HISTORY)
    return SCHEMA_VERSION


def _changed(draft: Path, schema: int, change: Change) -> bool:
    with duckdb.connect(str(draft)) as connection:
        connection.execute("SET GLOBAL TimeZone = 'UTC'")
        connection.execute("BEGIN")
        migrated = migrate(connection, schema)
        if not change(connection) and not migrated:
            connection.execute("ROLLBACK")
            return False
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
        return True
