"""Runs that completed though nothing they wrote is visible in the export."""

from __future__ import annotations

import duckdb

from dashboard.checks.suspicion import INVISIBLE
from dashboard.checks.visible import nothing
from dashboard.store.derived.output.signs import Signs
from dashboard.store.tables import is_empty

SO_MANY = 20
"""Of a worker with so many completed runs of which not one shows an output the export never shows
it: that says nothing about one run. So it is with all such workers together where they are at least
half of all, like the tests among the commands of a build."""

_SHOWING = """
status = 'completed' AND import_id IN (
    SELECT import_id FROM imports WHERE list_has_any(columns, ['comment_preview', 'output_text'])
)
"""
"""Completed runs of exports that have a column for outputs."""
_FIND = """
CREATE OR REPLACE TEMP TABLE invisible AS
SELECT rowid AS place, worker_id FROM runs
WHERE {showing}
    AND coalesce(regexp_matches(comment_preview, '{nothing}'), true)
    AND coalesce(regexp_matches(output_text, '{nothing}'), true) AND output_location IS NULL
    AND coalesce(len(effects), 0) = 0 AND effects_state IS DISTINCT FROM 'created'
"""
_KEEP = f"""
CREATE OR REPLACE TEMP TABLE never AS
WITH counted AS (
    SELECT worker_id, count(*) AS runs, 0 AS dark FROM runs WHERE {_SHOWING} GROUP BY worker_id
    UNION ALL
    SELECT worker_id, 0, count(*) FROM invisible GROUP BY worker_id
),
workers AS (
    SELECT worker_id, sum(runs) AS runs, sum(runs) = sum(dark) AS dark
    FROM counted GROUP BY worker_id
)
SELECT worker_id FROM workers WHERE dark AND (runs >= {SO_MANY} OR (
    SELECT 2 * count(*) FILTER (dark) >= count(*) AND sum(runs) FILTER (dark) >= {SO_MANY}
        AND count(*) FILTER (dark) > 1
    FROM workers
));
INSERT INTO usual
SELECT DISTINCT worker_id, '{INVISIBLE}' FROM invisible WHERE worker_id IN (FROM never);
DELETE FROM invisible WHERE worker_id IN (FROM never);
DROP TABLE never
"""


def find(connection: duckdb.DuckDBPyConnection, signs: Signs) -> None:
    """Put the places of such runs into the temporary table `invisible`, and into `usual` the
    workers of which the export never shows an output. An export without a column for it shows
    none, and nothing is told of its runs. signs: those of all outputs."""
    connection.execute(_FIND.format(showing=_SHOWING, nothing=nothing("".join(signs))))
    if not is_empty(connection, "invisible"):
        connection.execute(_KEEP)
