"""What stands in the rows of an import, counted once: most of what an import may have to say needs
no look at them after that."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

_COUNTED = """
SELECT count(*) AS runs,
    count(*) FILTER (worker_id IS NULL) AS nameless,
    count(*) FILTER (status = 'unknown' AND raw_status IS NULL) AS silent,
    count(*) FILTER (status = 'unknown' AND raw_status IS NOT NULL) AS unknown,
    count(*) FILTER (status = 'completed' AND error_message IS NOT NULL) AS with_error,
    count(*) FILTER (time_basis <> 'export') AS untimed,
    count(*) FILTER (finished_at < started_at) AS ended_before,
    count(*) FILTER (retry_of IS NOT NULL) AS retries,
    count(*) FILTER (instructions_id IS NOT NULL AND instructions_version IS NULL
        AND worker_id IS NOT NULL) AS without_version
FROM loaded
"""


@dataclass(frozen=True, slots=True)
class LoadedRuns:
    """How many runs an import brings; of these those without a worker; without any word of how they
    ended (silent); with a word that is in no table; completed with an error; without a time of
    their own; that ended before they began; that retry another; and that have instructions without
    a version."""

    runs: int
    nameless: int
    silent: int
    unknown: int
    with_error: int
    untimed: int
    ended_before: int
    retries: int
    without_version: int


def loaded_runs(connection: duckdb.DuckDBPyConnection) -> LoadedRuns:
    """Count the rows of the view `loaded` (fold.py)."""
    (counts,) = connection.execute(_COUNTED).fetchall()
    return LoadedRuns(*counts)
