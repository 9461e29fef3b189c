"""How a history that an older version wrote becomes one of this version."""

from __future__ import annotations

import duckdb

from dashboard.store import derive, error_kinds
from dashboard.store.tables import CREATE_ERRORS

_STEPS = {
    1: f"ALTER TABLE runs ADD COLUMN template_id VARCHAR; {CREATE_ERRORS}",
    2: ";".join(
        f"ALTER TABLE changes ADD COLUMN {it} VARCHAR" for it in ("old_id", "new_id", "how")
    ),
    3: "ALTER TABLE changes ADD COLUMN since TIMESTAMPTZ",
}
"""Per schema version the statements that make the next one of it."""


def migrate(connection: duckdb.DuckDBPyConnection, schema: int) -> bool:
    """Bring an open copy from a schema version to the present one; False if it is of that."""
    steps = [sql for version, sql in sorted(_STEPS.items()) if version >= schema]
    for sql in steps:
        connection.execute(sql)
    if steps:
        derive.refresh(connection)
        error_kinds.refresh(connection)
    return bool(steps)
