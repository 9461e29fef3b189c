"""Which tables of runs that count alike are worth having, told before any of them is made.

Runs that are alone make about as many rows as there are different ones. Of those that share a
cluster a part of the clusters tells how many are alike; in all of them more are, so that rather too
many rows are expected than too few.
"""

from __future__ import annotations

import duckdb

from dashboard.store.tables import COUNTED, told_apart

MOST = 1 / 2
"""The rows that are expected over the runs: where there are more, to count rows in place of runs
saves little, and every import takes longer for it."""
_PART, _ENOUGH = 20, 2_000
"""One cluster in so many is looked at, but about so many at least."""
_CLUSTERS = "SELECT count(*) FROM shared"


def _values(columns: tuple[str, ...]) -> str:
    """What makes a row of a table another one, as SQL. Who sees what a run created is left out: it
    takes long to tell, and few runs have it."""
    told = [name for name in columns if name != "customers"]
    return f"hash(local_day, linked, {told_apart(told)})"


def _expected(table: str) -> str:
    return f"""
SELECT '{table}', (SELECT {table} FROM alone) + coalesce(
    (SELECT sum(len(list_distinct(held))) FROM (SELECT DISTINCT {table} AS held FROM seen))
    * $clusters / (SELECT count(*) FROM seen), 0)
"""


_ROWS = f"""
WITH told AS (
    SELECT CASE WHEN spans IS NOT NULL THEN cluster END AS cluster,
        {", ".join(f"{_values(columns)} AS {table}" for table, columns in COUNTED.items())}
    FROM (
        SELECT * REPLACE (nullif(checks, '') AS checks), work IS NOT NULL AS linked,
            (created_at AT TIME ZONE $zone)::DATE AS local_day
        FROM runs LEFT JOIN shared USING (cluster)
        WHERE spans IS NULL OR hash(cluster) % $part = 0
    )
),
alone AS MATERIALIZED (
    SELECT {", ".join(f"approx_count_distinct({table}) AS {table}" for table in COUNTED)}
    FROM told WHERE cluster IS NULL
),
seen AS MATERIALIZED (
    SELECT {", ".join(f"list_sort(list({table})) AS {table}" for table in COUNTED)}
    FROM told WHERE cluster IS NOT NULL GROUP BY cluster
)
{"UNION ALL".join(map(_expected, COUNTED))}
"""


def worth_gathering(connection: duckdb.DuckDBPyConnection, runs: int, zone: str) -> list[str]:
    """The names of the tables of COUNTED to make, of so many runs, by the days of a zone.

    Where `tallied`, the shortest, is not worth it, none is. The temporary table `shared` holds the
    clusters of several runs (sharing.py).
    """
    (clusters,) = connection.execute(_CLUSTERS).fetchone() or (0,)
    part = max(1, min(_PART, clusters // _ENOUGH))
    bound = {"zone": zone, "part": part, "clusters": clusters}
    rows = dict(connection.execute(_ROWS, bound).fetchall())
    if rows["tallied"] > MOST * runs:
        return []
    return [table for table in COUNTED if rows[table] <= MOST * runs]
