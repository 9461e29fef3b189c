"""One row of the versions of each run: the temporary table `folded`, of `versions` (fold.py)."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from dashboard.records.schema import UNFINISHED
from dashboard.store.tables import RUN_NAMES
from dashboard.store.writing.held_columns import has

UNFINISHED_WORDS = ", ".join(f"'{status}'" for status in UNFINISHED)
_AT_ONCE = 50_000
"""Runs whose fields are taken at once: which of several texts ranks highest is found in memory."""

_OF_ALL = {
    # a run's own time beats its export's, and both ours; else the first
    "created_at": "coalesce(arg_max_null(created_at, rank) FILTER (time_basis = 'export'),"
    " min(created_at) FILTER (time_basis = 'as_of'), min(created_at))",
    # 'as_of' sorts before 'import'
    "time_basis": "coalesce(max('export') FILTER (time_basis = 'export'), min(time_basis))",
    "went_backwards": f"""coalesce(
        max(updated_at) FILTER (status IN ({UNFINISHED_WORDS}))
        > min(updated_at) FILTER (status NOT IN ({UNFINISHED_WORDS})), false
    )""",
}
"""What all versions of a run tell together."""
_BY_FIELD = [name for name in RUN_NAMES if name not in ("run_id", *_OF_ALL)]
_OF_HIGHEST = ("content_hash", "filled", "import_id", "as_of")


def _each(names: Iterable[str], value: str) -> str:
    """A column of each name. value: SQL of it, with {name} in it."""
    return ", ".join(f"{value.format(name=name)} AS {name}" for name in names)


def _by_field(value: str) -> str:
    """Each field that one version tells. value: SQL of it, with {name} and {has} in it."""
    return ", ".join(f"{value.format(name=name, has=has(name))} AS {name}" for name in _BY_FIELD)


_TOLD = f"""
CREATE TEMP TABLE told AS
SELECT run_id, {", ".join(f"{value} AS {name}" for name, value in _OF_ALL.items())},
    max(rank) AS highest, min(held) <> max(held) AS differ
FROM versions GROUP BY run_id
"""
"""Of each run what all of its versions tell together, which ranks highest, and whether they are of
exports with different columns."""
_FOLDED = f"""
CREATE TEMP TABLE folded AS
SELECT run_id, {_by_field("CASE WHEN {has} THEN v.{name} END")},
    {_each(_OF_ALL, "told.{name}")}, {_each(_OF_HIGHEST, "v.{name}")}
FROM versions v JOIN told USING (run_id) WHERE rank = highest AND NOT differ
"""
"""Where none is of an export with other columns the highest-ranked version is what the run is."""
_BY_FIELDS = f"""
INSERT INTO folded BY NAME
SELECT run_id, {_by_field("arg_max_null(v.{name}, rank) FILTER ({has})")},
    {_each(_OF_ALL, "any_value(told.{name})")},
    {_each(_OF_HIGHEST, "arg_max_null(v.{name}, rank)")}
FROM versions v JOIN told USING (run_id)
WHERE differ AND hash(run_id) % $parts = $part
GROUP BY run_id
"""


def fold_versions(connection: duckdb.DuckDBPyConnection) -> None:
    """Take each field of a run from the highest-ranked version whose export has that column."""
    connection.execute(_TOLD)
    connection.execute(_FOLDED)
    (differ,) = connection.execute("SELECT count(*) FILTER (differ) FROM told").fetchone() or (0,)
    parts = -(-differ // _AT_ONCE)
    for part in range(parts):
        connection.execute(_BY_FIELDS, {"parts": parts, "part": part})
    connection.execute("DROP TABLE told")
