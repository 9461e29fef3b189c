"""What the store works out about runs after every import, as a function of the tables alone."""

from __future__ import annotations

import duckdb

from dashboard.store.derived import (
    derived_changes,
    judging,
    retries,
    touched,
    versions,
    worker_names,
)
from dashboard.store.derived.judging import outcome_of
from dashboard.store.derived.output import flags
from dashboard.store.derived.unsettled import UNSETTLED

_OUTCOME = outcome_of("judged")
OUTCOME = (
    f"UPDATE runs SET outcome = {_OUTCOME}, {UNSETTLED} WHERE outcome IS DISTINCT FROM ({_OUTCOME})"
)
_LOOKED_AT = (
    "DELETE FROM checked; INSERT INTO checked SELECT coalesce(max(import_id), 0) FROM imports"
)


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Work everything out anew."""
    worker_names.resolve(connection)
    derived_changes.refresh(connection)
    judging.judge(connection)
    connection.execute(OUTCOME)
    retries.refresh(connection)
    versions.refresh(connection)
    flags.refresh(connection)
    connection.execute(_LOOKED_AT)


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """Work out anew what the newest import bears on (touched.py): the same tables as refresh()."""
    worker_names.resolve(connection)
    if not touched.find(connection):
        refresh(connection)
        return
    derived_changes.follow(connection)
    judging.judge(connection)
    connection.execute(OUTCOME)
    retries.follow(connection)
    versions.follow(connection)
    flags.refresh(connection)
    connection.execute(_LOOKED_AT)
