"""Runs that completed though nothing they wrote is visible in the export."""

from __future__ import annotations

import duckdb

from dashboard.checks.suspicion import INVISIBLE
from dashboard.checks.visible import NOTHING

SO_MANY = 20
"""Of a worker with so many completed runs of which not one shows an output the export never shows
it: that says nothing about one run. So it is with all such workers together where they are at least
half of all, like the tests among the commands of a build."""

_FIND = f"""
CREATE OR REPLACE TEMP TABLE invisible AS
WITH completed AS (
    SELECT rowid AS place, worker_id, (
        coalesce(regexp_matches(comment_preview, '{NOTHING}'), true)
        AND coalesce(regexp_matches(output_text, '{NOTHING}'), true) AND output_location IS NULL
        AND coalesce(len(effects), 0) = 0 AND effects_state IS DISTINCT FROM 'created'
    ) AS nothing
    FROM runs
    WHERE status = 'completed' AND import_id IN (
        SELECT import_id FROM imports
        WHERE list_has_any(columns, ['comment_preview', 'output_text'])
    )
),
workers AS (
    SELECT worker_id, count(*) AS runs, bool_and(nothing) AS dark FROM completed GROUP BY worker_id
),
never AS (
    SELECT worker_id FROM workers WHERE dark AND (runs >= {SO_MANY} OR (
        SELECT 2 * count(*) FILTER (dark) >= count(*) AND sum(runs) FILTER (dark) >= {SO_MANY}
            AND count(*) FILTER (dark) > 1
        FROM workers
    ))
)
SELECT place, worker_id, worker_id IN (FROM never) AS never FROM completed WHERE nothing
"""
_KEEP = f"""
INSERT INTO usual SELECT DISTINCT worker_id, '{INVISIBLE}' FROM invisible WHERE never;
DELETE FROM invisible WHERE never
"""


def find(connection: duckdb.DuckDBPyConnection) -> None:
    """Put the places of such runs into the temporary table `invisible`, and into `usual` the
    workers of which the export never shows an output. An export without a column for it shows
    none, and nothing is told of its runs."""
    connection.execute(_FIND)
    connection.execute(_KEEP)
