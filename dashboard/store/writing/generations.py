"""Making the next generation of the history: copy, change the copy, publish it or drop it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import duckdb

from dashboard.errors import StoreUnusable
from dashboard.store.derived import together
from dashboard.store.tables import CREATE_HISTORY, SCHEMA_VERSION
from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home
from dashboard.store.workspace.manifest import (
    GenerationContents,
    check,
    contents,
    damaged,
    manifest_of,
)
from dashboard.store.writing.migrations import migrate
from dashboard.store.writing.threads import work_alone, work_together

DRAFT = "import.draft.duckdb"
MEMORY, MORE_MEMORY = "600MB", "2400MB"
"""What DuckDB may take while it writes; what needs more goes to files beside the draft. Some of it
can't: where the memory does not suffice for that, all is done again with more."""

_GONE = """
SELECT coalesce(max(rowid) + 1, 0) - count(*) > 0.1 * count(*) FROM runs
WHERE rowid < (1::BIGINT << 50)
"""
"""Whether so many rows of the runs were removed that it is worth to write the others anew. What is
not committed yet has greater numbers."""

Change = Callable[[duckdb.DuckDBPyConnection], bool]


def upgrade(home: Home) -> None:
    """Bring a history that an older version wrote to the present schema, as a new generation."""
    next_generation(home, _nothing)


def _nothing(connection: duckdb.DuckDBPyConnection) -> bool:
    """No change but that of the schema."""
    return True


def next_generation(home: Home, change: Change) -> int:
    """Apply a change to a copy of the current generation, all of it or nothing.

    change: works on the copy, of which it may commit parts, and may be called again, on another
    copy, where the memory did not suffice; True publishes it, False leaves everything as it was,
    but for a history of an older version, which is published in the present schema. Gives the
    generation that is current afterwards. Raises StoreBusy, StoreUnusable or what change raises;
    the workspace is then as before.
    """
    with home.writing():
        generation = home.generation()
        draft = home.path / DRAFT
        _clear(home.path)
        try:
            schema, held = _drafted(home, generation, change)
            if schema in (None, SCHEMA_VERSION) and (held is None or change is _nothing):
                return generation
            if held is None:
                # Of what it wrote before it was dropped nothing stays.
                schema, held = _drafted(home, generation, _nothing)
            assert held  # noqa: S101
            number = home.next_number()
            home.publish(draft, number, manifest_of(draft, held))
            return number
        except (duckdb.ProgrammingError, duckdb.DataError):
            raise  # a fault of ours, not of the disk
        except duckdb.OutOfMemoryException as error:
            raise StoreUnusable(
                f"This takes more memory than the {MORE_MEMORY} that it may. Nothing was changed.",
                where=str(home.path),
                remedy="An export is loaded in parts, too, as several files one after the other.",
            ) from error
        except (duckdb.Error, OSError) as error:
            same = "Nothing was changed. " if home.generation() == generation else ""
            raise StoreUnusable(
                f"The history could not be written: {str(error).splitlines()[0]}",
                where=str(home.path),
                remedy=f"{same}Check that the disk has room for a second copy of the history and "
                "the folder can be written, then try again.",
            ) from error
        finally:
            _clear(home.path)


def _clear(folder: Path) -> None:
    """Remove what an import that was ended half way left behind. Others write nothing here."""
    for left in (*folder.glob(f"{DRAFT}*"), *folder.glob("*.new")):
        with contextlib.suppress(OSError):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


class Drafted(NamedTuple):
    """The schema version of what was copied, as of _copy(), and what the draft holds, as of
    _changed()."""

    schema: int | None
    held: GenerationContents | None


def _drafted(home: Home, generation: int, change: Change) -> Drafted:
    """Make the draft."""
    try:
        return _drafted_with(MEMORY, home, generation, change)
    except duckdb.OutOfMemoryException:
        return _drafted_with(MORE_MEMORY, home, generation, change)


def _drafted_with(memory: str, home: Home, generation: int, change: Change) -> Drafted:
    _clear(home.path)
    draft = home.path / DRAFT
    schema = _copy(home, generation, draft)
    return Drafted(schema, _changed(draft, schema, change, home.database(generation), memory))


def _copy(home: Home, generation: int, draft: Path) -> int | None:
    """Copy a generation; the schema version of the copy, None if there is none to copy."""
    if not generation:
        return None
    manifest = check(home, generation)
    needed = 2 * home.database(generation).stat().st_size
    if shutil.disk_usage(home.path).free < needed:
        raise OSError(f"{needed / 1e6:,.1f} MB are needed beside the present history")
    copied = files.copy(home.database(generation), draft)
    if manifest.get("digest", copied) != copied:
        raise damaged(home, generation, "its bytes are not those that were written")
    return int(manifest["schema"])


def _changed(
    draft: Path, schema: int | None, change: Change, before: Path, memory: str
) -> GenerationContents | None:
    """Change the copy, in the present schema, or an empty history where nothing was copied; what it
    holds then, None if the change was dropped. before: what was copied."""
    with duckdb.connect(str(draft)) as connection:
        connection.execute(f"SET memory_limit = '{memory}'")
        # Home.publish() has it on the disk; a draft that is not there whole is never published.
        connection.execute("SET GLOBAL fsync_mode = 'NONE'")
        (work_alone if files.is_small(draft) else work_together)(connection)
        connection.execute("SET GLOBAL TimeZone = 'UTC'")
        connection.execute("BEGIN")
        if schema is None:
            connection.execute(CREATE_HISTORY)
        if schema is not None:
            migrate(connection, schema)
        connection.execute("COMMIT")
        # In a transaction of its own: of a change that is dropped nothing may stay in a migration.
        connection.execute("BEGIN")
        changed = change(connection)
        if changed:
            if schema == SCHEMA_VERSION:
                together.follow(connection, before)
            else:
                together.refresh(connection)
            if connection.execute(_GONE).fetchone() == (False,):  # else all rows, for some gone
                connection.execute("SET max_vacuum_tasks = 0")
        connection.execute("COMMIT" if changed else "ROLLBACK")
        connection.execute("CHECKPOINT")
        return contents(connection) if changed else None
