"""Values of a column that a list of runs is read by only where they are plain, as an import says.

Where tokens of 950 are read and 1,234 is not, what is said of tokens is said of the short runs; and
where none is read, nobody would know why nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

_WRITTEN = {
    "tokens": "decimal", "cost": "decimal", "duration_ms": "decimal, unit",
    "started_at": "format", "finished_at": "format", "updated_at": "format",
}  # fmt: skip
"""By the field, with what a mapping says how its values are written."""
_PLAIN = {"tokens": r"\p{Nd}+(\.0)?"}
"""By the field what is read of a cell where it is a part of a sum: that the other part is not told
is no fault of this one. None of the other fields is a sum."""
_HALF = r"""
WITH kept AS (
    SELECT {field} AS read, CASE WHEN {field} IS NULL THEN list_filter(
        list_zip($columns, [json_extract_string(extra, pointer) FOR pointer IN $pointers]),
        lambda cell: regexp_matches(cell[2], '\p{{Nd}}')
            AND NOT regexp_full_match(trim(cell[2]), $plain)
    )[1] END AS cell
    FROM loaded
)
SELECT count(cell), count(read), count(*), min(cell) FROM kept
"""


def half_read(
    connection: duckdb.DuckDBPyConnection, only_where_plain: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Fields that runs lack although a value stands in their column.

    only_where_plain: by the field that is taken only so, the columns that it may stand in.
    """
    said = []
    for field, columns in only_where_plain.items():
        pointers = [f"/{name.replace('~', '~0').replace('/', '~1')}" for name in columns]
        bound = {"columns": list(columns), "pointers": pointers, "plain": _PLAIN.get(field, "")}
        found = connection.execute(_HALF.format(field=field), bound).fetchone()
        if found and found[0]:
            said.append(_told(_WRITTEN[field], *found))
    return tuple(said)


def _told(written: str, unread: int, read: int, rows: int, cell: tuple[str, str]) -> str:
    column, example = cell
    have, they, them = ("has", "It is", "it") if unread == 1 else ("have", "They are", "them")
    others = "the other" if read == 1 else f"the {read:,} others that have one"
    left = f"what is said of it is said of {others}" if read else "nothing is said of it"
    return (
        f"{unread:,} of {rows:,} rows {have} a value in {column[:40]} that can’t be read for "
        f"sure, like {example[:40]}. {they} loaded without {them}, and {left}. A mapping can say "
        f"how it is written ({written})."
    )
