"""What the store works out about runs after every import, as a function of the tables alone."""

from __future__ import annotations

import duckdb

from dashboard.store.derived import derived_changes, judging, retries, worker_names
from dashboard.store.derived.judging import outcome_of
from dashboard.store.derived.output import flags

_OUTCOME = outcome_of("judged")
OUTCOME = f"UPDATE runs SET outcome = {_OUTCOME} WHERE outcome IS DISTINCT FROM ({_OUTCOME})"

_OWN_VERSION = """
UPDATE runs SET version = instructions_version
WHERE instructions_version IS NOT NULL AND version IS DISTINCT FROM instructions_version
"""
_OTHER_VERSIONS = """
(SELECT 1 FROM runs
WHERE instructions_version IS NULL AND coalesce(instructions_id, version) IS NOT NULL LIMIT 1)
UNION ALL
(SELECT 1 FROM changes WHERE what = 'instructions' AND new IS NOT NULL LIMIT 1)
"""
"""Whether a run may have another version than its own."""
_OTHER_VERSION = """
UPDATE runs SET version = named.version
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
    WHERE r.instructions_version IS NULL
) named
WHERE runs.rowid = named.place AND runs.version IS DISTINCT FROM named.version
"""
"""The version in force when the run was created: the run's own beats the change log, which says
nothing of a run without a time."""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Work everything out anew."""
    worker_names.resolve(connection)
    derived_changes.refresh(connection)
    judging.judge(connection)
    connection.execute(OUTCOME)
    retries.refresh(connection)
    connection.execute(_OWN_VERSION)
    if connection.execute(_OTHER_VERSIONS).fetchone():
        connection.execute(_OTHER_VERSION)
    flags.refresh(connection)
