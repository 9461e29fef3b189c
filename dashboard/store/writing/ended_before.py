"""Runs whose end lies before their beginning, as an import says."""

from __future__ import annotations

import duckdb

from dashboard.store.writing.loaded_runs import LoadedRuns

_FIRST = "SELECT min(run_id) FROM loaded WHERE finished_at < started_at"


def ended_before(connection: duckdb.DuckDBPyConnection, loaded: LoadedRuns) -> tuple[str, ...]:
    """Runs that ended before they began: one of their times is wrong, and nothing tells which."""
    count, runs = loaded.ended_before, loaded.runs
    if not count:
        return ()
    (first,) = connection.execute(_FIRST).fetchone() or ("",)
    they, their = ("it", "its") if count == 1 else ("they", "their")
    of = f"{count:,} of {runs:,} {'run' if runs == 1 else 'runs'}"
    return (
        f"{of} ended before {they} began, like {first[:40]}: of {their} times no duration is made.",
    )
