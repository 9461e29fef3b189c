"""Which failed run has which cause, as tables in memory beside the history.

Causes change with what people say about them, and the history does not: so they are put together
anew whenever the ledger has grown.
"""

from __future__ import annotations

from typing import Any

import duckdb

from dashboard.causes.grouping import Causes

_TABLES = """
CREATE TABLE causes (error_type VARCHAR, template_id VARCHAR, cause VARCHAR);
CREATE TABLE splits (parent VARCHAR, words VARCHAR[], cause VARCHAR, place INTEGER);
CREATE TABLE origins (cause VARCHAR, origin VARCHAR)
"""
_WHOLE = "c.cause"
_SPLIT = """coalesce((
    SELECT arg_min(s.cause, s.place) FROM splits s
    WHERE s.parent = c.cause AND list_bool_and(list_transform(s.words, lambda w: contains(
        lower(concat_ws(' ', r.error_type, r.error_message)), w)))
), c.cause)"""
"""The cause of a failed run; where no cause is split, without the look at each one's words."""
_NAMED = """
SELECT r.*, CASE WHEN r.outcome = 'failed' THEN {cause} END AS cause
FROM {runs} r LEFT JOIN causes c
    ON c.error_type = coalesce(r.error_type, '') AND c.template_id = coalesce(r.template_id, '')
"""
_ORIGINATED = """
SELECT one.*, CASE
    WHEN outcome = 'failed' THEN coalesce(attributed_to, origins.origin)
    WHEN outcome = 'bad' THEN attributed_to END AS origin
FROM {named} one LEFT JOIN origins USING (cause)
"""


def views(causes: Causes) -> dict[str, str]:
    """By its name what each view of the tables is, those first that others read.

    `caused` holds every run, with its cause if it failed, and with where that comes from: what a
    person or judge said of this very run, else what is said of its cause. Of bad runs, which have
    no cause, only the former is known. `caused_gathered` holds the same of gathered runs
    (derived/gathered.py), where no cause is split by words.
    """
    cause = _SPLIT if causes.splits else _WHOLE
    return {
        "named_runs": _NAMED.format(runs="history.runs", cause=cause),
        "caused": _ORIGINATED.format(named="named_runs"),
        "named_gathered": _NAMED.format(runs="history.gathered", cause=_WHOLE),
        "caused_gathered": _ORIGINATED.format(named="named_gathered"),
    }


def put(connection: duckdb.DuckDBPyConnection, causes: Causes) -> None:
    """Make the tables and the views of them."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    cursor.execute(_TABLES)
    _fill(cursor, "causes", [(*key, cause) for key, cause in causes.of.items()])
    _fill(cursor, "origins", [(key, cause.origin) for key, cause in causes.by_key.items()])
    _fill(
        cursor,
        "splits",
        [
            (split.parent, list(split.words), split.cause, n)
            for n, split in enumerate(causes.splits)
        ],
    )
    for name, view in views(causes).items():
        cursor.execute(f"CREATE VIEW {name} AS {view}")
    cursor.execute("COMMIT")
    cursor.close()


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
