"""Values of a column that a list of runs is read by only where they are plain, as an import says.

Where tokens of 950 are read and 1,234 is not, what is said of tokens is said of the short runs.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

_HALF = """
WITH kept AS (
    SELECT {field} AS read, list_filter(
        list_zip($columns, [json_extract_string(extra, pointer) FOR pointer IN $pointers]),
        lambda cell: regexp_matches(cell[2], '[0-9]')
    )[1] AS cell
    FROM loaded
)
SELECT count(*) FILTER (read IS NULL AND cell IS NOT NULL), count(read), count(*),
    min(cell) FILTER (read IS NULL)
FROM kept
"""


def half_read(
    connection: duckdb.DuckDBPyConnection, only_where_plain: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Fields that some runs have and that others lack although a value stands in their column.

    only_where_plain: by the field that is taken only so, the columns that it may stand in.
    """
    said = []
    for field, columns in only_where_plain.items():
        pointers = [f"/{name.replace('~', '~0').replace('/', '~1')}" for name in columns]
        bound = {"columns": list(columns), "pointers": pointers}
        found = connection.execute(_HALF.format(field=field), bound).fetchone()
        if found and found[0] and found[1]:
            said.append(_told(*found))
    return tuple(said)


def _told(unread: int, read: int, rows: int, cell: tuple[str, str]) -> str:
    column, example = cell
    have, they, them = ("has", "It is", "it") if unread == 1 else ("have", "They are", "them")
    others = "the other" if read == 1 else f"the {read:,} others that have one"
    return (
        f"{unread:,} of {rows:,} rows {have} a value in {column[:40]} that can’t be read for "
        f"sure, like {example[:40]}. {they} loaded without {them}, and what is said of it is said "
        f"of {others}. A mapping can say how it is written (decimal, unit)."
    )
