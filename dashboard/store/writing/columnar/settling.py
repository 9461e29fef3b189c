"""What is done with runs that were brought in as columns, once all of the export was read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import duckdb

from dashboard.store.writing import fold

SCATTERED = 3
"""Runs are sorted anew where the stretches of time that their groups of rows cover come to more
than so many times the time that all cover."""
_GROUP = 122_880  # rows that DuckDB keeps together, with their least and greatest time
_SCATTER = f"""
SELECT sum(last - first) / nullif(max(last) - min(first), 0) FROM (
    SELECT min(epoch_us(created_at)) AS first, max(epoch_us(created_at)) AS last
    FROM (SELECT created_at, row_number() OVER () // {_GROUP} AS part FROM runs
        WHERE import_id = $import_id)
    GROUP BY part
)
"""
_SORT = (
    "CREATE TEMP TABLE scattered AS FROM runs WHERE import_id = $import_id",
    "DELETE FROM runs WHERE import_id = $import_id",
    "INSERT INTO runs FROM scattered ORDER BY created_at",
    "DROP TABLE scattered",
)


def settle(connection: duckdb.DuckDBPyConnection, import_id: int, as_of: datetime | None) -> None:
    """Give the runs of an import its as-of; those that are not simply new come in to be folded,
    and the others stand about in the order of their times."""
    bound = {"import_id": import_id}
    there = connection.execute("SELECT 1 FROM runs WHERE import_id = $import_id LIMIT 1", bound)
    if there.fetchone() is None:
        return
    connection.execute(
        "UPDATE runs SET as_of = $as_of WHERE import_id = $import_id", bound | {"as_of": as_of}
    )
    _all(connection, fold.CALL_IN, bound)
    (scatter,) = connection.execute(_SCATTER, bound).fetchone() or (None,)
    if scatter is not None and scatter > SCATTERED:
        _all(connection, _SORT, bound)


def _all(
    connection: duckdb.DuckDBPyConnection, statements: Iterable[str], bound: dict[str, int]
) -> None:
    for sql in statements:
        connection.execute(sql, bound if "$" in sql else None)
