"""Which clusters of runs (retries.py) have several, and which runs are alone in theirs.

Most runs are. So that no question needs to look for clusters among all runs, these runs are marked
as `alone`; of others, and where it is not told, that is no more than unknown to be so.
"""

from __future__ import annotations

import duckdb

from dashboard.store.derived import unsettled

DAY = "({} AT TIME ZONE $zone)::DATE"
"""The local day of a time."""
_SHARED = """
CREATE OR REPLACE TEMP TABLE shared AS
SELECT cluster, min(local_day) <> max(local_day) AS spans
FROM {among} GROUP BY cluster HAVING count(*) > 1
"""
"""The clusters of several runs, and whether these are of several days."""
_OF_ALL = f"(SELECT cluster, {DAY.format('created_at')} AS local_day FROM runs)"
_ALONE = """
UPDATE runs SET alone = true WHERE alone IS DISTINCT FROM true AND cluster NOT IN (
    SELECT cluster FROM shared
);
UPDATE runs SET alone = false WHERE alone IS DISTINCT FROM false AND cluster IN (
    SELECT cluster FROM shared
)
"""
_MATES = f"""
CREATE OR REPLACE TEMP TABLE met AS
SELECT cluster FROM runs WHERE {unsettled.NOW} UNION SELECT cluster FROM unsettled_before;
CREATE OR REPLACE TEMP TABLE mates AS
SELECT rowid AS place, run_id, cluster, {DAY.format("created_at")} AS local_day, alone AS was_alone
FROM runs WHERE cluster IN (FROM met)
"""
_ALONE_OF_MATES = """
CREATE OR REPLACE TEMP TABLE told AS
SELECT place, run_id, was_alone, cluster NOT IN (SELECT cluster FROM shared) AS alone FROM mates;
DELETE FROM told WHERE alone IS NOT DISTINCT FROM was_alone;
UPDATE runs SET alone = told.alone FROM told WHERE runs.rowid = told.place;
INSERT INTO unsettled SELECT place, run_id FROM told WHERE was_alone IS NOT NULL;
DROP TABLE told
"""
DONE = "DROP TABLE IF EXISTS shared; DROP TABLE IF EXISTS met; DROP TABLE IF EXISTS mates"


def refresh(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Mark the runs that are alone. Makes the temporary table shared: the clusters of several runs,
    and whether these are of several days of the zone."""
    connection.execute(_SHARED.format(among=_OF_ALL), {"zone": zone})
    connection.execute(_ALONE)


def follow(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """The same where runs are unsettled (unsettled.py): shared tells of the clusters that they are
    or were of alone, whose names are in the temporary table met, and whose runs in mates.

    A run that is alone only since, or no longer, is unsettled, too.
    """
    connection.execute(_MATES, {"zone": zone})
    connection.execute(_SHARED.format(among="mates"))
    connection.execute(_ALONE_OF_MATES)
