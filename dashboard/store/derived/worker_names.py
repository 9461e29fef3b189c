"""Files beside the runs may name a worker otherwise than the runs do; they mean the same worker."""

from __future__ import annotations

import duckdb

from dashboard.store.tables import is_empty

_RESOLVE = """
WITH names AS MATERIALIZED (SELECT DISTINCT worker_id, worker FROM runs),
ids AS (SELECT DISTINCT worker_id FROM names),
listed AS (
    SELECT worker_id, worker FROM {workers} QUALIFY count(*) OVER (PARTITION BY worker) = 1
),
pairs AS (
    FROM names UNION FROM listed UNION SELECT worker, worker_id FROM listed
),
named AS (
    SELECT worker, any_value(worker_id) AS worker_id FROM pairs SEMI JOIN ids USING (worker_id)
    WHERE worker NOT IN (SELECT worker_id FROM ids WHERE worker_id IS NOT NULL)
    GROUP BY worker HAVING count(DISTINCT worker_id) = 1
)
UPDATE {table} SET worker_id = named.worker_id FROM named WHERE {table}.worker_id = named.worker
"""
"""What no run has as an id, and is the name of one worker by the runs or the list of workers; or
the id of one in that list whose runs have only the name."""
_ONCE = """
DELETE FROM changes WHERE origin = 'export' AND rowid NOT IN (
    SELECT min(rowid) FROM changes GROUP BY worker_id, changed_at, what, old, new, origin
)
"""


def resolve_staged(connection: duckdb.DuckDBPyConnection) -> None:
    """In what is being imported, once its runs are merged."""
    for table in ("staged_instructions", "staged_changes", "staged_workers"):
        _resolve(connection, table, "staged_workers")


def resolve(connection: duckdb.DuckDBPyConnection) -> None:
    """The same in what was imported before the runs that have the ids."""
    for table in ("instructions", "changes"):
        _resolve(connection, table, "workers")
    connection.execute(_ONCE)


def _resolve(connection: duckdb.DuckDBPyConnection, table: str, workers: str) -> None:
    if not is_empty(connection, table):
        connection.execute(_RESOLVE.format(table=table, workers=workers))
