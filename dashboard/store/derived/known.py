"""What is known of a history as a whole, worked out at each import and asked at every opening.

`filled`: per column of runs how many have a value, and a time of their own in created_at; a run
that failed has a cause and an origin, a bad one has the origin that somebody wrote. `import_days`:
per import and local day of the workspace's zone the first and the last created time of the runs
that it brought, how many versions of runs these are, and the newest time that stands in them.
"""

from __future__ import annotations

import duckdb

from dashboard.store.tables import ZONE

_FILLED = """
SELECT count(COLUMNS(* EXCLUDE created_at)),
    count(*) FILTER (time_basis = 'export') AS created_at,
    count(*) FILTER (outcome = 'failed') AS cause,
    count(*) FILTER (outcome = 'failed' OR outcome = 'bad' AND attributed_to IS NOT NULL) AS origin
FROM runs
"""
_KEEP = """
DELETE FROM filled;
INSERT INTO filled SELECT unnest($names::VARCHAR[]), unnest($counts::BIGINT[])
"""
_TIMES = "import_id, time_basis, created_at, started_at, finished_at, updated_at"
_DAYS = f"""
INSERT INTO import_days
SELECT import_id, (created_at AT TIME ZONE $zone)::DATE AS day,
    min(created_at) AS since, max(created_at) AS until, count(*) AS held,
    max(greatest(created_at, started_at, finished_at, updated_at)) AS newest
FROM (SELECT {_TIMES} FROM runs UNION ALL SELECT {_TIMES} FROM superseded)
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
"""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Work it out anew."""
    named = connection.execute("SELECT value FROM settings WHERE name = ?", [ZONE]).fetchone()
    counted = connection.execute(_FILLED)
    names = [column[0] for column in counted.description]
    connection.execute(_KEEP, {"names": names, "counts": counted.fetchone()})
    connection.execute("DELETE FROM import_days")
    connection.execute(_DAYS, {"zone": named[0] if named else "UTC"})
