"""Which runs that wrote again what stood on their task or record repeat a failed run, and why that
one failed.

A run that failed itself repeats nobody else's failure; of any other the run counts that had written
last before it, on its task or on its record. To find that looks at the tasks and records of all
runs, so it is found at each import, and who asks only chooses among the few that repeat anything.
"""

from __future__ import annotations

import duckdb

from dashboard.checks.suspicion import DUPLICATE
from dashboard.store.tables import is_empty

_AGAIN = f"list_contains(string_split(checks, ' '), '{DUPLICATE}')"
_ANY = f"SELECT 1 FROM runs WHERE {_AGAIN} LIMIT 1"
_INSERT = f"""
INSERT INTO repeated BY NAME
WITH again AS MATERIALIZED (SELECT cluster, record_id FROM runs WHERE {_AGAIN}),
written AS MATERIALIZED (
    SELECT rowid AS place, run_id, outcome, cluster, record_type, record_id, tried,
        coalesce({_AGAIN}, false) AS repeats
    FROM runs
    WHERE coalesce(output_text, comment_preview) IS NOT NULL AND (
        cluster IN (SELECT cluster FROM again)
        OR record_id IN (SELECT record_id FROM again WHERE record_id IS NOT NULL)
    )
),
ordered AS (
    SELECT *,
        lag({{'tried': tried, 'run_id': run_id, 'place': place}}) OVER (
            PARTITION BY cluster ORDER BY tried, run_id
        ) AS of_task,
        lag({{'tried': tried, 'run_id': run_id, 'place': place}}) OVER (
            PARTITION BY record_type, record_id ORDER BY tried, run_id
        ) AS of_record
    FROM written
),
found AS (
    SELECT run_id AS later, CASE
        WHEN outcome = 'failed' THEN place
        ELSE greatest(of_task, CASE WHEN record_id IS NOT NULL THEN of_record END).place
    END AS place
    FROM ordered WHERE repeats
)
SELECT later, outcome, error_type, error_message, template_id
FROM found JOIN runs r ON r.rowid = found.place
WHERE outcome = 'failed'
"""
"""Runs are put in order once for each task and record: of these some have very many."""


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Find them anew. Needs what derived/output found, and runs marked that are alone."""
    if not is_empty(connection, "repeated"):
        connection.execute("DELETE FROM repeated")
    if connection.execute(_ANY).fetchone():
        connection.execute(_INSERT)
