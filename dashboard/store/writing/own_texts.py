"""Instructions that are filled in for each run, as an import says where nothing else tells them."""

from __future__ import annotations

import duckdb

from dashboard.store.derived.carried import MANY_TEXTS, RUNS_OF_ONE

_OWN_TEXTS = f"""
SELECT coalesce(sum(runs), 0)::BIGINT, (SELECT count(*) FROM loaded) FROM (
    SELECT count(*) AS runs, count(DISTINCT instructions_id) AS texts
    FROM loaded WHERE instructions_id IS NOT NULL AND instructions_version IS NULL
    GROUP BY worker_id HAVING texts >= {MANY_TEXTS} AND runs < {RUNS_OF_ONE} * texts
)
"""


def own_texts(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Runs whose instructions are those of few others, without a version: of these no change is
    told (derived/carried.py)."""
    found, runs = connection.execute(_OWN_TEXTS).fetchone() or (0, 0)
    if not found:
        return ()
    return (
        f"{found:,} of {runs:,} runs have instructions of their own, as where a text is filled in "
        "for each, and no version: what was changed in the text can’t be told. A mapping can say "
        "which column holds the version (instructions_version).",
    )
