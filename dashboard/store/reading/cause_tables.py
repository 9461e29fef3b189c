"""Which failed run has which cause, as tables in memory beside the history.

Causes change with what people say about them, and the history does not: so they are put together
anew whenever the ledger has grown.
"""

from __future__ import annotations

from typing import Any

import duckdb

from dashboard.causes.grouping import Causes

CREATE = """
CREATE TABLE causes (error_type VARCHAR, template_id VARCHAR, cause VARCHAR);
CREATE TABLE splits (parent VARCHAR, words VARCHAR[], cause VARCHAR, place INTEGER);
CREATE VIEW caused AS
SELECT r.*, CASE WHEN r.outcome = 'failed' THEN coalesce((
    SELECT arg_min(s.cause, s.place) FROM splits s
    WHERE s.parent = c.cause AND list_bool_and(list_transform(s.words, lambda w: contains(
        lower(concat_ws(' ', r.error_type, r.error_message)), w)))
), c.cause) END AS cause
FROM history.runs r LEFT JOIN causes c
    ON c.error_type = coalesce(r.error_type, '') AND c.template_id = coalesce(r.template_id, '')
"""
"""The view holds every run, with its cause if it failed."""


def put(connection: duckdb.DuckDBPyConnection, causes: Causes) -> None:
    """Fill the tables."""
    cursor = connection.cursor()
    cursor.execute("BEGIN")
    _fill(cursor, "causes", [(*key, cause) for key, cause in causes.of.items()])
    _fill(
        cursor,
        "splits",
        [
            (split.parent, list(split.words), split.cause, n)
            for n, split in enumerate(causes.splits)
        ],
    )
    cursor.execute("COMMIT")
    cursor.close()


def _fill(cursor: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
