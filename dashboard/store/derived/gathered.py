"""Runs that count alike, gathered: most questions about many runs only count them.

A row stands for `n` runs of one local day that have every value of GATHERED_BY in common, created
from `created_at` to `last`. Most runs are the only one of their cluster (derived/retries.py),
whichever runs are chosen: they count as so many clusters of one run, and their rows have no
cluster, work or task. Of others a row has these as numbers: runs with one number are of one.

So that other questions need not look for clusters among all runs either, these runs are marked as
`alone`; of others, and where it is not told, that is no more than unknown to be so.

A small history has neither: its runs are counted as soon as rows would be gathered.
"""

from __future__ import annotations

import duckdb

from dashboard.store.tables import GATHERED_BY, ZONE, is_empty

FEWEST_RUNS = 100_000
"""Of fewer runs every question is answered in some hundredths of a second."""

_SHARED = """
CREATE OR REPLACE TEMP TABLE shared AS
SELECT cluster, min(rowid) AS number FROM runs GROUP BY cluster HAVING count(*) > 1;
CREATE OR REPLACE TEMP TABLE shared_work AS
SELECT work, min(rowid) AS number
FROM runs SEMI JOIN shared USING (cluster) WHERE work IS NOT NULL GROUP BY work;
"""
_ALONE = """
UPDATE runs SET alone = true WHERE alone IS DISTINCT FROM true AND cluster NOT IN (
    SELECT cluster FROM shared
);
UPDATE runs SET alone = false WHERE alone IS DISTINCT FROM false AND cluster IN (
    SELECT cluster FROM shared
);
"""
_GATHER = f"""
INSERT INTO gathered
SELECT (created_at AT TIME ZONE $zone)::DATE AS local_day, {", ".join(GATHERED_BY)},
    work IS NOT NULL AS linked,
    shared.number AS cluster,
    shared_work.number AS work,
    CASE WHEN work ->> 1 IS NULL THEN shared_work.number ELSE shared.number END AS task,
    count(*) AS n, min(created_at) AS created_at, max(created_at) AS last
FROM runs LEFT JOIN shared USING (cluster) LEFT JOIN shared_work USING (work)
GROUP BY ALL ORDER BY local_day
"""
_DONE = "DROP TABLE shared; DROP TABLE shared_work"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Gather all runs anew, by the days of the workspace's zone, and mark those that are alone."""
    if not is_empty(connection, "gathered"):
        connection.execute("DELETE FROM gathered")
    held = connection.execute("SELECT count(*) FROM runs").fetchone()
    if held and held[0] >= FEWEST_RUNS:
        named = connection.execute("SELECT value FROM settings WHERE name = ?", [ZONE]).fetchone()
        connection.execute(_SHARED)
        connection.execute(_ALONE)
        connection.execute(_GATHER, {"zone": named[0] if named else "UTC"})
        connection.execute(_DONE)
