"""Retries that say nothing, as an import says: of a run that is not there, or in a circle."""

from __future__ import annotations

import duckdb

from dashboard.store.writing.loaded_runs import LoadedRuns

_RETRIES = "SELECT count(DISTINCT run_id) FROM loaded WHERE retry_of IS NOT NULL"
_OF_NONE = """
SELECT count(DISTINCT loaded.run_id), min(retry_of) FROM loaded
ANTI JOIN runs ON runs.run_id = loaded.retry_of
WHERE retry_of IS NOT NULL
"""
# Whoever retries a run that is no retry is told, and so is whoever retries one that is told.
_IN_CIRCLES = """
WITH RECURSIVE retries AS MATERIALIZED (
    SELECT run_id, retry_of FROM runs WHERE retry_of IS NOT NULL
),
told AS (
    SELECT run_id FROM retries ANTI JOIN retries other ON other.run_id = retries.retry_of
    UNION ALL
    SELECT retries.run_id FROM told JOIN retries ON retries.retry_of = told.run_id
)
SELECT count(*), min(run_id) FROM retries
SEMI JOIN loaded USING (run_id)
ANTI JOIN told USING (run_id)
"""


def idle_retries(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """How many retries name a run that the history lacks, and how many runs retry each other."""
    if not loaded.retries:
        return ()
    (retries,) = connection.execute(_RETRIES).fetchone() or (0,)
    told = []
    missing, like = connection.execute(_OF_NONE).fetchone() or (0, "")
    if missing:
        told.append(
            f"{missing:,} of {retries:,} {'retry names' if retries == 1 else 'retries name'} a run "
            f"that is not here, like {like[:40]}: {'it stands' if missing == 1 else 'they stand'} "
            "alone until that run is loaded."
        )
    circling, first = connection.execute(_IN_CIRCLES).fetchone() or (0, "")
    if circling:
        told.append(
            f"{circling:,} {'run retries itself' if circling == 1 else 'runs retry each other'} in "
            f"a circle, like {first[:40]}: which came first can’t be told, so "
            f"{'it stands' if circling == 1 else 'they stand'} alone."
        )
    return tuple(told)
