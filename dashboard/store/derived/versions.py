"""Which version of its instructions was in force when a run was created."""

from __future__ import annotations

import duckdb

from dashboard.store.derived import touched
from dashboard.store.derived.unsettled import UNSETTLED

_OWN = f"""
UPDATE runs SET version = instructions_version, {UNSETTLED}
WHERE instructions_version IS NOT NULL AND version IS DISTINCT FROM instructions_version
"""
_OTHERS = """
(SELECT 1 FROM runs
WHERE instructions_version IS NULL AND coalesce(instructions_id, version) IS NOT NULL LIMIT 1)
UNION ALL
(SELECT 1 FROM changes WHERE what = 'instructions' AND new IS NOT NULL LIMIT 1)
"""
"""Whether a run may have another version than its own."""
_OTHER = f"""
UPDATE runs SET version = named.version, {UNSETTLED},
    read_checks = CASE WHEN instructions_id IS NULL THEN '{touched.ANEW}' ELSE read_checks END
FROM (
    WITH labels AS (
        SELECT instructions_id, min(instructions_version) AS label
        FROM instructions WHERE instructions_version IS NOT NULL GROUP BY instructions_id
    ),
    edits AS (
        SELECT worker_id, changed_at, max(new) AS new
        FROM changes WHERE what = 'instructions' AND new IS NOT NULL
        GROUP BY worker_id, changed_at
    )
    SELECT r.rowid AS place, coalesce(
        l.label, left(r.instructions_id, 8),
        CASE WHEN r.time_basis IS DISTINCT FROM 'import' THEN e.new END
    ) AS version
    FROM runs r
    LEFT JOIN labels l USING (instructions_id)
    ASOF LEFT JOIN edits e ON e.worker_id = r.worker_id AND e.changed_at <= r.created_at
    WHERE r.instructions_version IS NULL AND ({{chosen}})
) named
WHERE runs.rowid = named.place AND runs.version IS DISTINCT FROM named.version
"""
"""The run's own beats the change log, which says nothing of a run without a time. By its label a
run that has no id of instructions is looked at, which is to be done anew then."""
_BEARING = """
r.rowid IN (SELECT place FROM touched) OR r.worker_id IN (FROM edited_workers)
    OR r.instructions_id IN (FROM relabelled)
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every run its version, of what stands in the runs, the instructions and the changes."""
    _refresh(connection, "true")


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """The same for runs that are touched, or that other changes or labels bear on than before."""
    touched.find_edited(connection)
    _refresh(connection, _BEARING)


def _refresh(connection: duckdb.DuckDBPyConnection, chosen: str) -> None:
    connection.execute(_OWN)
    if connection.execute(_OTHERS).fetchone():
        connection.execute(_OTHER.format(chosen=chosen))
