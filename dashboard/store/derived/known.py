"""What is known of a history as a whole, worked out at each import and asked at every opening.

`filled`: per column of runs how many have a value, and a time of their own in created_at; a run
that failed has a cause and an origin, a bad one has the origin that somebody wrote; not_named
counts those of tasks that they don't name, as queries/not_named.sql does. `import_days`:
per import and local day of the workspace's zone the first and the last created time of the runs
that it brought, how many versions of runs these are, and the newest time that stands in them.
"""

from __future__ import annotations

import duckdb

from dashboard.store.derived import unsettled
from dashboard.store.derived.macros import make_macros

_FILLED = """
SELECT count(COLUMNS(* EXCLUDE (created_at, alone, content_hash, filled, as_of))),
    count(*) FILTER (time_basis = 'export') AS created_at,
    count(*) FILTER (outcome = 'failed') AS cause,
    count(*) FILTER (outcome = 'failed' OR outcome = 'bad' AND attributed_to IS NOT NULL) AS origin,
    count(*) FILTER (of_unnamed_task(retried, retry_of, work, task_id)) AS not_named
FROM {runs}
"""
_KEEP = """
DELETE FROM filled;
INSERT INTO filled SELECT unnest($names::VARCHAR[]), unnest($counts::BIGINT[])
"""
_ADD = """
UPDATE filled SET runs = runs + more.n
FROM (SELECT unnest($names::VARCHAR[]) AS name, unnest($counts::BIGINT[]) AS n) more
WHERE filled.name = more.name
"""
_TIMES = "import_id, time_basis, created_at, started_at, finished_at, updated_at"
_DAYS = f"""
DELETE FROM import_days;
INSERT INTO import_days
SELECT import_id, (created_at AT TIME ZONE $zone)::DATE AS day,
    min(created_at) AS since, max(created_at) AS until, count(*) AS held,
    max(greatest(created_at, started_at, finished_at, updated_at)) AS newest
FROM (SELECT {_TIMES} FROM runs UNION ALL SELECT {_TIMES} FROM superseded)
WHERE time_basis IS DISTINCT FROM 'import'
GROUP BY ALL
"""


def refresh(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """Work it out anew, by the days of a zone."""
    names, counts = _filled(connection, "runs")
    connection.execute(_KEEP, {"names": names, "counts": counts})
    connection.execute(_DAYS, {"zone": zone})


def follow(connection: duckdb.DuckDBPyConnection, zone: str) -> None:
    """The same where runs are unsettled (unsettled.py). Days are of all versions, of which some
    come and go though no run tells."""
    names, now = _filled(connection, f"runs WHERE {unsettled.NOW}")
    _, before = _filled(connection, f"earlier.runs WHERE {unsettled.BEFORE}")
    more = [after - earlier for after, earlier in zip(now, before, strict=True)]
    connection.execute(_ADD, {"names": names, "counts": more})
    connection.execute(_DAYS, {"zone": zone})


def _filled(connection: duckdb.DuckDBPyConnection, runs: str) -> tuple[list[str], list[int]]:
    """Columns of runs, and how many of some runs have a value there."""
    make_macros(connection, _FILLED)
    counted = connection.execute(_FILLED.format(runs=runs))
    names = [column[0] for column in counted.description]
    return names, list(counted.fetchone() or ())
