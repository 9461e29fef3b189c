"""What versions of a run are told apart and ranked by, given where it is needed.

That is the hash of what a row says, and how many fields it fills.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from dashboard.store.derived.unsettled import UNSETTLED
from dashboard.store.tables import RUN_NAMES

_ALWAYS = frozenset(("run_id", "time_basis", "created_at"))
_GIVEN = ", ".join(f"{name} IS NOT NULL" for name in RUN_NAMES)
_FILLED = f"len(list_filter([{_GIVEN}], lambda given: given))"
"""How many fields of a row are filled; to plan a sum of so many takes longer than to count them."""


def content_hash(columns: frozenset[str]) -> str:
    """The hash of a row of an export with these columns.

    The names of the columns are part of the hash: a column that is empty says something else
    than a column that is not there. A time that we gave is not part of it.
    """
    said = ", ".join(
        f"'{name}', CASE WHEN time_basis = 'export' THEN created_at END"
        if name == "created_at"
        else f"'{name}', {name}"
        for name in RUN_NAMES
        if name in columns
    )
    return f"md5_number_lower(json_object({said})::VARCHAR)"


def give_hashes(
    connection: duckdb.DuckDBPyConnection, table: str, chosen: str, columns: Iterable[str] = ()
) -> None:
    """Give the chosen rows of a table the hash of what their export said, and how many fields it
    filled.

    Only rows of which another version is known need these, and those that are to say something else
    than their export. columns: of the export whose import is not listed yet.
    """
    listed = dict(connection.execute("SELECT import_id, columns FROM imports").fetchall())
    lacking = f"content_hash IS NULL AND {chosen}"
    mark = f", {UNSETTLED}" if table == "runs" else ""
    imports = connection.execute(f"SELECT DISTINCT import_id FROM {table} WHERE {lacking}")
    for (number,) in imports.fetchall():
        hashed = content_hash(_ALWAYS.union(listed.get(number, columns)))
        connection.execute(
            f"UPDATE {table} SET content_hash = {hashed}, filled = {_FILLED}{mark}"
            f" WHERE {lacking} AND import_id = {number:d}"
        )
