"""Merging what an export says about workers, instructions and changes beside its runs."""

from __future__ import annotations

from datetime import datetime

import duckdb

from dashboard.records.schema import WORKER_COLUMNS
from dashboard.store.derived import worker_names
from dashboard.store.tables import is_empty

_WORKER_NAMES = [column.name for column in WORKER_COLUMNS]
_DIFFERS = " OR ".join(f"w.{name} IS DISTINCT FROM n.{name}" for name in _WORKER_NAMES)
_SET = ", ".join(f"{name} = n.{name}" for name in [*_WORKER_NAMES, "as_of"])

# The newest export says what a worker is now; of two of the same time, the text decides, so that
# the order of loading does not.
_WORKERS = f"""
MERGE INTO workers w USING (
    SELECT *, $as_of::TIMESTAMPTZ AS as_of FROM staged_workers
    QUALIFY row_number() OVER (PARTITION BY worker_id ORDER BY to_json(staged_workers)) = 1
) n ON w.worker_id = n.worker_id
WHEN MATCHED AND ({_DIFFERS}) AND (n.as_of > w.as_of OR n.as_of = w.as_of
    AND to_json(n)::VARCHAR > to_json(w)::VARCHAR) THEN UPDATE SET {_SET}
WHEN NOT MATCHED THEN INSERT BY NAME
"""

_INSTRUCTIONS = """
INSERT INTO instructions
SELECT DISTINCT * FROM staged_instructions n WHERE NOT EXISTS (
    SELECT 1 FROM instructions i WHERE i.instructions_id = n.instructions_id
    AND i.worker_id IS NOT DISTINCT FROM n.worker_id
    AND i.instructions_version IS NOT DISTINCT FROM n.instructions_version
)
"""

_CHANGES = """
INSERT INTO changes BY NAME
SELECT DISTINCT *, 'export' AS origin FROM staged_changes n WHERE NOT EXISTS (
    SELECT 1 FROM changes c WHERE c.origin = 'export' AND c.worker_id = n.worker_id
    AND c.changed_at = n.changed_at AND c.what = n.what
    AND c.old IS NOT DISTINCT FROM n.old AND c.new IS NOT DISTINCT FROM n.new
)
"""


def merge(connection: duckdb.DuckDBPyConnection, as_of: datetime) -> bool:
    """Merge the staged side tables; True if anything changed."""
    worker_names.resolve_staged(connection)
    touched = 0
    for table, sql, values in (
        ("staged_workers", _WORKERS, {"as_of": as_of}),
        ("staged_instructions", _INSTRUCTIONS, {}),
        ("staged_changes", _CHANGES, {}),
    ):
        if not is_empty(connection, table):
            row = connection.execute(sql, values).fetchone()
            touched += int(row[0]) if row else 0
    return touched > 0
