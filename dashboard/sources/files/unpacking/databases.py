"""SQLite databases: each table becomes lines of JSON, its twelfth row line 12.

Where the database of a known tool tells runs by ids alone whose names stand in another table, its
rows get these names.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused
from dashboard.sources.files.unpacking.parts import Part, Unpacked
from dashboard.sources.files.unpacking.plain import json_line

_TABLES = """
SELECT name, type = 'view' FROM sqlite_schema
WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
ORDER BY type, name
"""


class _Named(NamedTuple):
    """A column of ids, the table and column in which these stand beside names, and how the rows
    call what they get: a name that the tool's own exports have."""

    table: str
    ids: str
    of: str
    at: str
    called: str


_NAMED = (
    _Named("execution_entity", "workflowId", "workflow_entity", "id", "workflowName"),  # n8n
    _Named("runs", "experiment_id", "experiments", "experiment_id", "experiment_name"),  # MLflow
    _Named("trace_info", "experiment_id", "experiments", "experiment_id", "experiment_name"),
)
"""Of tools that are known."""


def unpack_tables(path: Path, part: Part, folder: Path, root: Path, budget: Budget) -> Unpacked:
    """Write every table and view that has rows.

    part: the database as the person knows it; folder: where the files are to stand, within root.
    Raises Refused when it can't be read.
    """
    _refuse_unfinished(path)
    found = Unpacked(several=True)
    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
        try:
            connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            connection.execute("PRAGMA trusted_schema = OFF")
            names = connection.execute(_TABLES).fetchall()
            if len(names) > budget.limits.entries:
                raise Refused(f"It has {len(names):,} tables", "Export the one that holds runs.")
            for number, (name, is_view) in enumerate(names):
                target = folder / f"{number}.ndjson"
                if is_view and (why := _broken(connection, name)):
                    found.notices.append(f"The view {name} of {part.name} is left out: {why}.")
                elif _write(connection, name, target, budget):
                    title = f"{part.title}/{name}" if part.title else name
                    known = f"{part.name}, table {name}"
                    found.parts.append(Part(str(target.relative_to(root)), known, title, "row"))
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise Refused(
            f"It is a SQLite database that can’t be read ({error})",
            "Copy it again while nothing writes to it.",
        ) from None
    if not found.parts:
        raise Refused(
            f"The export has no rows: of its tables, {len(names):,}, none has any",
            "Check that the export finished, and that its filter or period holds runs.",
        )
    return found


def _broken(connection: sqlite3.Connection, view: str) -> str | None:
    """Why a view has no rows to give, as one of a table that is gone; None if it has."""
    try:
        connection.execute(_rows_of(connection, view)).close()
    except sqlite3.OperationalError as error:
        return str(error)
    return None


def _refuse_unfinished(path: Path) -> None:
    """Raise Refused where rows stand beside the database that are not in it yet."""
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            raise Refused(
                f"A program has it open, and some of its rows are not in it but in {beside.name}",
                "Close that program, or copy it with `sqlite3 FILE \"VACUUM INTO 'copy.db'\"` "
                "and load the copy.",
            )


def _write(connection: sqlite3.Connection, table: str, target: Path, budget: Budget) -> int:
    """Write the rows of a table; how many there were."""
    rows = connection.execute(_rows_of(connection, table))
    names = [column[0] for column in rows.description]
    written = 0
    with CountedFile(target, budget) as plain:
        for row in rows:
            plain.write(json_line(dict(zip(names, row, strict=True))))
            written += 1
    return written


def _rows_of(connection: sqlite3.Connection, table: str) -> str:
    """SQL that gives the rows of a table, with the names for its ids where they stand elsewhere."""
    own = _columns(connection, table)
    quoted = table.replace('"', '""')
    for one in _NAMED:
        names = _columns(connection, one.of) if one.table == table else set[str]()
        if {one.at, "name"} <= names and one.ids in own and one.called not in own:
            return (
                f'SELECT t.*, (SELECT n.name FROM "{one.of}" n WHERE n."{one.at}" = t."{one.ids}") '
                f'AS "{one.called}" FROM "{quoted}" t'
            )
    return f'SELECT * FROM "{quoted}"'


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    found = connection.execute("SELECT name FROM pragma_table_info(?)", [table])
    return {name for (name,) in found}
