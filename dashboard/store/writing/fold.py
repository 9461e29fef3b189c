"""How the distinct versions of a run become one row, whatever order they arrived in.

Each field comes from the highest-ranked version whose export has that column. A version that says
nothing of where the run stands, as the spans of a trace without its root, ranks below those that
do. Of the others the newest ranks highest: newest by its updated_at, or, where it has none, by the
newest as-of of an export that shows it; one of which no time is known may be as new as the newest
other, and has its time. That is one time a version, so all versions stand in one order. Of two of
the same time a finished one ranks above an unfinished one. Where that doesn't decide either,
nothing says which is right: more fields filled, then the content hash choose the one that is shown,
and what the two say differently is a conflict.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import duckdb

from dashboard.records.schema import RUN_COLUMNS, ValueKind
from dashboard.store.derived.touched import ANEW
from dashboard.store.derived.unsettled import UNSETTLED
from dashboard.store.tables import RUN_NAMES, is_empty
from dashboard.store.writing import conflicts
from dashboard.store.writing.folded import UNFINISHED_WORDS, fold_versions
from dashboard.store.writing.held_columns import held_columns

_NAMES = ", ".join(RUN_NAMES)
_KEPT = f"{_NAMES}, content_hash, filled, import_id, as_of"

AS_OF = """
SELECT coalesce($as_of, greatest(
    max(created_at) FILTER (time_basis = 'export'), max(started_at), max(finished_at),
    max(updated_at)
)) FROM (
    SELECT time_basis, created_at, started_at, finished_at, updated_at FROM staged
    UNION ALL
    SELECT time_basis, created_at, started_at, finished_at, updated_at FROM runs
    WHERE import_id = $import_id
)
"""
"""The as-of of the export that is imported: what it states, else the newest time that stands in it.
A time that we gave is none of its own."""


STAMPED = f"""
CREATE TEMP TABLE incoming AS
SELECT {_NAMES}, NULL::UBIGINT AS content_hash, NULL::INTEGER AS filled,
    $import_id::INTEGER AS import_id, $as_of::TIMESTAMPTZ AS as_of
FROM staged
"""
"""The staged rows with what is kept beside them."""


_NOTICED = (
    "run_id, task_id, record_id, worker_id, retry_of, status, raw_status, time_basis, quality, "
    "started_at, finished_at, updated_at, duration_ms, tokens, cost, error_message, extra, "
    "instructions_id, instructions_version"
)


def loaded(import_id: int) -> str:
    """SELECT, of the rows of the import, what notices look at: of those that are incoming, and of
    those that were simply new and are among the runs already."""
    return (
        f"SELECT {_NOTICED} FROM incoming UNION ALL SELECT {_NOTICED} FROM runs"
        f" WHERE import_id = {import_id:d} AND run_id NOT IN (SELECT run_id FROM incoming)"
    )


_TIME = "coalesce(updated_at, v.as_of)"
_TELLS = "(status <> 'unknown' OR raw_status IS NOT NULL)"
_NEWEST = (
    f"({_TELLS}, coalesce({_TIME}, newest_time, TIMESTAMPTZ '-infinity'),"
    f" status NOT IN ({UNFINISHED_WORDS}))"
)

TWICE = """
WITH brought AS NOT MATERIALIZED (SELECT run_id FROM runs WHERE import_id = $import_id)
SELECT run_id FROM brought GROUP BY run_id HAVING count(*) > 1
UNION
SELECT run_id FROM runs SEMI JOIN brought USING (run_id) WHERE import_id <> $import_id
"""
"""The runs of an import that stand in the history more than once; every other stands there once."""

CALL_IN = (
    f"CREATE TEMP TABLE called AS {TWICE} UNION SELECT run_id FROM incoming",
    f"""INSERT INTO incoming SELECT {_KEPT} FROM runs
    WHERE import_id = $import_id AND run_id IN (SELECT run_id FROM called)""",
    """DELETE FROM runs
    WHERE import_id = $import_id AND run_id IN (SELECT run_id FROM called)""",
)
"""Of an import whose rows were taken for new runs, have those come in that are not."""

_SHARING_HASHES = (ValueKind.NUMBER, ValueKind.LIST, ValueKind.TOOLS, ValueKind.EFFECTS)
"""Kinds of which values that differ have one hash in DuckDB: 0 and -0, no list and an empty one,
and lists that run on from one to the next."""
_VALUES = ", ".join(
    f"to_json({column.name})::VARCHAR" if column.kind in _SHARING_HASHES else column.name
    for column in RUN_COLUMNS
    if column.name != "run_id"
)
_SAID = f"hash({_VALUES})"
_AGAIN = "CREATE TEMP TABLE said_again (run_id VARCHAR, place BIGINT, as_of TIMESTAMPTZ)"
_SAID_AGAIN = f"""
INSERT INTO said_again
WITH alike AS (
    SELECT import_id FROM imports WHERE format = $format
        AND ({held_columns("columns")}) = ({held_columns("$columns")})
),
known AS (
    SELECT rowid AS place, run_id, {_SAID} AS said FROM runs WHERE rowid IN (
        SELECT rowid FROM runs SEMI JOIN incoming USING (run_id) SEMI JOIN alike USING (import_id)
            ANTI JOIN superseded USING (run_id)
        WHERE time_basis = 'export'
    )
)
SELECT DISTINCT run_id, place, as_of FROM incoming JOIN known USING (run_id) WHERE said = {_SAID}
"""
"""The runs that stand in the history in one version, of an export like this one, and of which this
one says the same: nothing is to be folded, unless it says something else beside. Where only we gave
a time the earlier of both is to be kept."""

_CONTESTED = """
CREATE TEMP TABLE contested AS
SELECT run_id FROM incoming GROUP BY run_id HAVING count(*) > 1
UNION
SELECT run_id FROM incoming WHERE run_id IN (SELECT run_id FROM runs)
    AND run_id NOT IN (SELECT run_id FROM said_again)
"""
"""The runs of which more than one version is known now; all others are new, or said again."""

_STANDS = "rowid IN (SELECT rowid FROM runs SEMI JOIN contested USING (run_id))"
STANDING = f"""
CREATE TEMP TABLE standing AS
SELECT rowid AS place, {_KEPT}, went_backwards FROM runs WHERE {_STANDS}
"""
"""The contested runs as they stand in the history; by their places, so that those of others are not
looked at as a whole."""

VERSIONS = f"""
CREATE TEMP TABLE versions AS
WITH known AS (
    SELECT {_KEPT} FROM incoming SEMI JOIN contested USING (run_id)
    UNION ALL
    SELECT {_KEPT} FROM superseded SEMI JOIN contested USING (run_id)
    UNION ALL
    SELECT {_KEPT} FROM standing ANTI JOIN superseded USING (run_id)
),
distinct_versions AS (
    SELECT * REPLACE (max(as_of) OVER one AS as_of, min(created_at) OVER one AS created_at)
    FROM known
    WINDOW one AS (PARTITION BY run_id, content_hash)
    QUALIFY row_number() OVER (PARTITION BY run_id, content_hash ORDER BY import_id) = 1
),
timed AS (
    SELECT v.*, max({_TIME}) OVER (PARTITION BY run_id) AS newest_time FROM distinct_versions v
)
SELECT v.* EXCLUDE (newest_time), coalesce(i.held, {held_columns("$columns")}) AS held,
    row_number() OVER (PARTITION BY run_id ORDER BY {_NEWEST}, v.filled, content_hash) AS rank,
    rank() OVER (PARTITION BY run_id ORDER BY {_NEWEST} DESC) = 1 AS newest
FROM timed v LEFT JOIN (
    SELECT import_id, {held_columns("columns")} AS held FROM imports
) i USING (import_id)
"""
"""All versions of the contested runs, each with the first time that we gave it; newest: no other is
known to be newer."""


KEEP_VERSIONS = f"""
DELETE FROM superseded WHERE run_id IN (SELECT run_id FROM contested);
INSERT INTO superseded BY NAME SELECT {_KEPT} FROM versions WHERE run_id IN (
    SELECT run_id FROM versions GROUP BY run_id HAVING count(*) > 1
);
"""

_COMPARED = [name for name in RUN_NAMES if name != "run_id"]
_DIFFERS = " OR ".join(f"s.{name} IS DISTINCT FROM f.{name}" for name in _COMPARED)
_SET = ", ".join(
    f"{name} = f.{name}"
    for name in [*_COMPARED, "content_hash", "filled", "import_id", "went_backwards"]
)
# The template of another error text is worked out anew, and another output is read anew.
_SET += """, template_id = CASE WHEN s.error_message IS NOT DISTINCT FROM f.error_message
    AND s.error_type IS NOT DISTINCT FROM f.error_type THEN runs.template_id END"""
_SET += f", read_checks = '{ANEW}', {UNSETTLED}"

TOUCHED = f"""
CREATE TEMP TABLE touched AS
SELECT f.run_id
FROM folded f LEFT JOIN standing s USING (run_id) WHERE s.run_id IS NULL OR {_DIFFERS}
"""
"""The contested runs that are new or come to say something else."""

INSERT_NEW = f"""
INSERT INTO runs BY NAME
SELECT {_KEPT}, false AS went_backwards, quality AS judged FROM incoming
WHERE run_id NOT IN (SELECT run_id FROM contested)
    AND run_id NOT IN (SELECT run_id FROM said_again)
ORDER BY created_at
"""

_SHOWN_AGAIN = """
UPDATE runs SET as_of = i.as_of FROM said_again i
WHERE runs.rowid = i.place AND (runs.as_of IS NULL OR runs.as_of < i.as_of)
"""
"""A newer export that shows the same says of when that is known."""

MERGE = f"""
UPDATE runs SET as_of = f.as_of FROM folded f JOIN standing s USING (run_id)
WHERE runs.rowid = s.place AND s.as_of IS DISTINCT FROM f.as_of;
UPDATE runs SET {_SET} FROM folded f JOIN standing s USING (run_id)
WHERE runs.rowid = s.place AND ({_DIFFERS} OR s.content_hash <> f.content_hash
    OR s.went_backwards IS DISTINCT FROM f.went_backwards);
INSERT INTO runs BY NAME
FROM folded ANTI JOIN standing USING (run_id) ORDER BY created_at
"""
"""Of what is changed as a whole the place is another then."""


class Folded(NamedTuple):
    """Of what was folded: rows in conflict, but for the first of a new run; runs known before that
    other rows change; runs that are new or say something else, all of them contested."""

    conflicting: int
    changed: int
    touched: int


def find_contested(
    connection: duckdb.DuckDBPyConnection, format_: str, columns: Iterable[str], *, reworded: bool
) -> None:
    """Make the temporary tables said_again and contested of what is incoming.

    format_, columns: of the export that it is from; reworded: whether somebody said what words of
    that format mean, so that runs no longer stand as their export said.
    """
    connection.execute(_AGAIN)
    if not (reworded or is_empty(connection, "incoming")):
        connection.execute(_SAID_AGAIN, {"format": format_, "columns": sorted(columns)})
    connection.execute(_CONTESTED)


def fold(connection: duckdb.DuckDBPyConnection, columns: Iterable[str]) -> Folded:
    """Bring what is incoming, a temporary table, into the runs.

    columns: those of the export that it is from. Needs the temporary tables said_again and
    contested, whose runs have their hashes. The contested runs are kept as they stood, in the
    temporary table standing.
    """
    nothing = is_empty(connection, "contested")
    connection.execute(_SHOWN_AGAIN)
    connection.execute(STANDING)
    folded = Folded(0, 0, 0) if nothing else _fold_contested(connection, columns)
    connection.execute(INSERT_NEW)
    return folded


def _fold_contested(connection: duckdb.DuckDBPyConnection, columns: Iterable[str]) -> Folded:
    connection.execute(VERSIONS, {"columns": sorted(columns)})
    fold_versions(connection)
    for sql in (TOUCHED, conflicts.FIND):
        connection.execute(sql)
    conflicting, changed = connection.execute(conflicts.COUNT).fetchone() or (0, 0)
    (touched,) = connection.execute("SELECT count(*) FROM touched").fetchone() or (0,)
    for sql in (MERGE, KEEP_VERSIONS):
        connection.execute(sql)
    return Folded(conflicting, changed, touched)


def refold(connection: duckdb.DuckDBPyConnection) -> None:
    """Fold all runs of which several versions are kept anew, as when the ranking has changed."""
    connection.execute(f"CREATE TEMP TABLE incoming AS SELECT {_KEPT} FROM runs LIMIT 0")
    connection.execute("CREATE TEMP TABLE contested AS SELECT DISTINCT run_id FROM superseded")
    connection.execute(STANDING)
    _fold_contested(connection, ())
    left = ("incoming", "contested", "standing", "versions", "folded", "touched")
    for name in (*left, *conflicts.TEMPORARY):
        connection.execute(f"DROP TABLE {name}")
