"""Instructions that are filled in for each run, as an import says where nothing else tells them."""

from __future__ import annotations

import duckdb

from dashboard.store.derived.carried import MANY_TEXTS
from dashboard.store.writing.loaded_runs import LoadedRuns

_OWN_TEXTS = f"""
WITH texts AS (
    SELECT worker_id, instructions_id, count(*) AS runs FROM loaded
    WHERE worker_id IS NOT NULL AND instructions_id IS NOT NULL AND instructions_version IS NULL
    GROUP BY ALL
)
SELECT coalesce(sum(alone), 0)::BIGINT FROM (
    SELECT count(*) FILTER (runs = 1) AS alone FROM texts GROUP BY worker_id
    HAVING alone >= {MANY_TEXTS} AND 2 * alone > sum(runs)
)
"""


def own_texts(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """Runs of workers most of which have instructions that no other run has, without a version: of
    what was changed in these nothing is told (derived/carried.py)."""
    if loaded.without_version < MANY_TEXTS:
        return ()
    (found,) = connection.execute(_OWN_TEXTS).fetchone() or (0,)
    if not found:
        return ()
    return (
        f"{found:,} of {loaded.runs:,} runs have instructions that no other has, as where a text "
        "is filled in for each, and no version: what was changed in the text can’t be told. A "
        "mapping can say which column holds the version (instructions_version).",
    )
